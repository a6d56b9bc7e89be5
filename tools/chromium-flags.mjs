import process from 'node:process'

// A browser that looks up and calls nobody but the page under test.
export const CHROMIUM_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium's own sandbox cannot start as root, nor in most containers.
  ...(process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : []),
]
