import { expect, test } from 'vitest'
import { hostsIn, missingEntries, platformOf } from './complete-lock.mjs'

test.each([
  ['@biomejs/cli-darwin-arm64', { cpu: ['arm64'], os: ['darwin'] }],
  ['@biomejs/cli-linux-x64-musl', { cpu: ['x64'], libc: ['musl'], os: ['linux'] }],
  ['@oxlint/binding-linux-arm-gnueabihf', { cpu: ['arm'], libc: ['glibc'], os: ['linux'] }],
  ['@oxlint/binding-android-arm-eabi', { cpu: ['arm'], os: ['android'] }],
  ['@oxlint/binding-win32-x64-msvc', { cpu: ['x64'], os: ['win32'] }],
  ['@oxc-parser/binding-wasm32-wasi', { cpu: ['wasm32'] }],
  ['fsevents', { os: ['darwin'] }],
])('reads the platform from the name %s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})

test('adds what an owner names and the lock lacks, and only that', () => {
  const optionalDependencies = { 'tool-darwin-arm64': '^1.2.3', 'tool-linux-x64': '1.2.3' }
  const lock = {
    packages: {
      '': { version: '0.0.0' },
      'node_modules/tool': { version: '1.2.3', dev: true, optionalDependencies },
      'node_modules/tool-linux-x64': { version: '1.2.3' },
    },
  }
  expect([...missingEntries(lock)]).toEqual([
    [
      'node_modules/tool-darwin-arm64',
      { version: '1.2.3', optional: true, dev: true, cpu: ['arm64'], os: ['darwin'] },
    ],
  ])
})

test('an entry nested beside its owner is no gap', () => {
  const lock = {
    packages: {
      'node_modules/a': { version: '1.0.0', optionalDependencies: { b: '1.0.0' } },
      'node_modules/a/node_modules/b': { version: '1.0.0' },
    },
  }
  expect(missingEntries(lock).size).toBe(0)
})

test('finds the hosts that a lock names', () => {
  expect(hostsIn('"resolved": "https://registry.example/a/-/a-1.0.0.tgz"')).toHaveLength(1)
  expect(hostsIn('"version": "1.0.0"')).toEqual([])
})
