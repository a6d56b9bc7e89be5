import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { traceHashInNode } from './src/test/browser-commands.ts'
import { CHROMIUM_FLAGS } from './tools/chromium-flags.mjs'
import { resultsFile } from './tools/test-results.mjs'

// Set by tools/browser.mjs; without it Playwright's own build is used.
const executablePath = process.env.CHROMIUM_PATH

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: resultsFile('vitest') }]],
    coverage: { include: ['src/**'], exclude: ['**/*.test.*', 'src/test/**'] },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
          // Only a test that hangs should fail by the clock, on any machine.
          testTimeout: 120_000,
        },
      },
      {
        plugins: [react()],
        worker: { format: 'iife' },
        // Found only while the tests run, they would make the page load anew in the middle of them.
        optimizeDeps: {
          include: [
            'd3-array',
            'd3-scale',
            'd3-selection',
            'd3-shape',
            'd3-zoom',
            'framer-motion',
            'lucide-react',
            'react-aria-components',
            'react-dom/client',
            'react-resizable-panels',
            'tinykeys',
            'valibot',
            'vitest-browser-react',
            'zustand',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { traceHashInNode },
            provider: playwright({
              launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath && { executablePath }) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
