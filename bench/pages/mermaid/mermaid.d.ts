/** As much of it as is used here, for a checkout where `npm run bench` has not installed it yet. */
declare module 'mermaid' {
  const mermaid: {
    initialize(settings: { startOnLoad: boolean; maxTextSize: number; maxEdges: number }): void
    render(id: string, text: string): Promise<{ svg: string }>
  }
  export default mermaid
}
