import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findScenario } from '../catalogue.ts'
import { MATCHES } from './matches.ts'

test.each(MATCHES)('$scenario has captures that are there', ({ scenario, captures }) => {
  expect(findScenario(scenario)).not.toBeNull()
  for (const name of captures) {
    const files = [
      `scenarios/${name}.json`,
      `traces/${name}.json`,
      `pcaps/${name}.A.pcap`,
      `pcaps/${name}.B.pcap`,
    ]
    for (const file of files) expect(existsSync(`public/kernel-traces/${file}`), file).toBe(true)
  }
})

test('a scenario has one entry', () => {
  expect(new Set(MATCHES.map(({ scenario }) => scenario)).size).toBe(MATCHES.length)
})
