/** Words of diagrams that are exported as text. */
export const exported = {
  client: 'Client',
  server: 'Server',
  lost: 'lost',
  duplicate: 'duplicate',
  injected: 'injected',
  retransmission: (n: number) => `retransmission ${n}`,
}
