/** Top bar, panels, dialogs. */
export const shell = {
  client: 'Client',
  server: 'Server',
}
