/** Rail and palette. Titles of scenarios stand in the catalogue itself. */
export const catalogue = {
  title: 'Scenarios',
  find: 'Find a scenario',
  placeholder: 'Name, state, flag, errno, RFC section',
  groups: {
    opening: 'Opening',
    closing: 'Closing',
    'time-wait': 'TIME-WAIT',
    trouble: 'When things go wrong',
  },
  nothing: 'Nothing matches.',
}
