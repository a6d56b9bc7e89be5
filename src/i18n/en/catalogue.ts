/** Rail and palette. Titles of scenarios stand in the catalogue itself. */
export const catalogue = {
  title: 'Scenarios',
  find: 'Find a scenario',
  placeholder: 'Name, state, flag, errno, RFC section',
  nothing: 'Nothing matches.',
  results: (count: number) => (count === 1 ? '1 scenario' : `${count} scenarios`),
  variant: (n: number) => `variant ${n}`,
}
