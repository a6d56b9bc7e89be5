import config from './playwright.config.ts'

// Every view in every state, language and theme, looked at one by one: too many for each test run.
export default {
  ...config,
  testIgnore: [],
  testMatch: 'gallery.spec.ts',
  projects: config.projects?.filter(({ name }) => name === 'chromium') ?? [],
}
