/** The page that stands in frames. */
export const embed = {
  title: (scenario: string) => `TCP connection: ${scenario}`,
  open: 'Open in Synscope',
  eachWay: (length: string) => `${length} each way`,
  bothWays: (there: string, back: string) => `${there} there, ${back} back`,
  failed: 'This connection cannot be shown here.',
}
