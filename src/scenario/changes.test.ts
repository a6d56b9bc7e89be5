import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fault, Scenario } from '../engine/sim/scenario.ts'
import { scenarios } from '../test/scenario-arbitrary.ts'
import { canonicalJson } from './canonical-json.ts'
import { type Change, listChanges, withoutChange } from './changes.ts'
import { setCloseTime, setLink, setProfile, setSeed, setSetting, settingValue } from './knobs.ts'
import {
  delaySegment,
  dropSegment,
  duplicateSegment,
  extraDelayUs,
  restoreSegment,
  type SegmentRef,
} from './segment-faults.ts'

const LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }
const FIRST_FIN: Fault = { match: { from: 'C', kind: 'FIN', nth: 1 }, do: 'delay', byUs: 5_000 }
const EVERY_RST: Fault = { match: { kind: 'RST', nth: 'all' }, do: 'drop' }

const BASELINE: Scenario = {
  version: 1,
  profile: 'rfc9293',
  settings: { windowBytes: 8_000 },
  seed: 7,
  hosts: {
    C: { address: '192.0.2.10', port: 49_152 },
    S: { address: '198.51.100.20', port: 443, settings: { timeWaitUs: 60_000_000 } },
  },
  network: { CtoS: LINK, StoC: LINK },
  apps: {
    C: [
      { when: { atUs: 0 }, socket: 'c', op: 'connect' },
      { when: { atUs: 300_000 }, socket: 'c', op: 'close' },
    ],
    S: [
      { when: { atUs: 0 }, socket: 'l', op: 'listen', backlog: 5 },
      { when: { on: 'eof', socket: 's' }, socket: 's', op: 'close' },
    ],
  },
  faults: [FIRST_FIN, EVERY_RST],
  injections: [],
  reboots: [],
}

const segment = (ordinal: number, fault = -1): SegmentRef => ({ from: 'C', ordinal, fault })
const json = (scenario: Scenario) => JSON.stringify(scenario)

describe('a fault on one segment', () => {
  it('names the segment by its sender and its number, and goes when the segment is restored', () => {
    const dropped = dropSegment(BASELINE, segment(3))
    expect(dropped.faults.at(-1)).toEqual({ match: { from: 'C', kind: 'ANY', nth: 3 }, do: 'drop' })
    expect(json(restoreSegment(dropped, segment(3)))).toBe(json(BASELINE))
  })

  it('replaces a delay by the next one, and by nothing at 0', () => {
    const twice = delaySegment(delaySegment(BASELINE, segment(3), 10_000), segment(3), 30_000)
    expect(twice.faults).toHaveLength(3)
    expect(extraDelayUs(twice, segment(3))).toBe(30_000)
    expect(json(delaySegment(twice, segment(3), 0))).toBe(json(BASELINE))
  })

  it('delays and copies one segment, but a dropped segment only drops', () => {
    const both = duplicateSegment(delaySegment(BASELINE, segment(3), 10_000), segment(3))
    expect(both.faults.map((fault) => fault.do)).toEqual(['delay', 'drop', 'delay', 'duplicate'])
    const dropped = dropSegment(both, segment(3))
    expect(dropped.faults.map((fault) => fault.do)).toEqual(['delay', 'drop', 'drop'])
  })

  it('changes a rule of the scenario that hits only this segment in its place', () => {
    const longer = delaySegment(BASELINE, segment(4, 0), 9_000)
    expect(longer.faults).toEqual([{ ...FIRST_FIN, byUs: 9_000 }, EVERY_RST])
    expect(extraDelayUs(BASELINE, segment(4, 0))).toBe(5_000)
  })

  it('takes a rule for many segments away as a whole', () => {
    expect(restoreSegment(BASELINE, segment(5, 1)).faults).toEqual([FIRST_FIN])
  })

  it('leaves copies and injected segments alone', () => {
    expect(dropSegment(BASELINE, segment(0))).toBe(BASELINE)
    expect(delaySegment(BASELINE, segment(0), 1)).toBe(BASELINE)
    expect(restoreSegment(BASELINE, segment(0))).toBe(BASELINE)
  })
})

describe('knobs', () => {
  it('leave no trace when they are turned back', () => {
    const there = setSetting(BASELINE, BASELINE, 'rtoInitialUs', 2_000_000)
    expect(there.settings).toEqual({ windowBytes: 8_000, rtoInitialUs: 2_000_000 })
    expect(json(setSetting(BASELINE, there, 'rtoInitialUs', 1_000_000))).toBe(json(BASELINE))
    const later = setCloseTime(BASELINE, BASELINE, 'S', 20_000)
    expect(later.apps.S[1]?.when).toEqual({ on: 'eof', socket: 's', delayUs: 20_000 })
    expect(json(setCloseTime(BASELINE, later, 'S', 0))).toBe(json(BASELINE))
    expect(json(setLink(setLink(BASELINE, 'both', 'lossPpm', 5), 'both', 'lossPpm', 0))).toBe(json(BASELINE))
  })

  it('hold for both hosts, also where one has its own value', () => {
    const short = setSetting(BASELINE, BASELINE, 'timeWaitUs', 2_000_000)
    expect(settingValue(short, 'timeWaitUs', 'C')).toBe(2_000_000)
    expect(settingValue(short, 'timeWaitUs', 'S')).toBe(2_000_000)
  })
})

/** One edit of each sort, to be made in any order. */
const EDITS: readonly ((scenario: Scenario) => Scenario)[] = [
  (s) => dropSegment(s, segment(3)),
  (s) => delaySegment(s, segment(4, 0), 80_000),
  (s) => restoreSegment(s, segment(9, 1)),
  (s) => setLink(s, 'both', 'delayUs', 10_000),
  (s) => setLink(s, 'StoC', 'lossPpm', 10_000),
  (s) => setSetting(BASELINE, s, 'timeWaitUs', 1_000_000),
  (s) => setSetting(BASELINE, s, 'windowBytes', 1_000),
  (s) => setProfile(s, 'linux'),
  (s) => setSeed(s, 8),
  (s) => setCloseTime(BASELINE, s, 'C', 400_000),
  (s) => ({ ...s, apps: { ...s.apps, S: [] } }),
  (s) => ({ ...s, hosts: { ...s.hosts, C: { ...s.hosts.C, port: 50_000, isns: [1] } } }),
  (s) => ({ ...s, title: 'mine', stopUs: 5_000_000 }),
]

describe('the list of changes', () => {
  it('is empty for the baseline and names one change for each edit', () => {
    expect(listChanges(BASELINE, structuredClone(BASELINE))).toEqual([])
    const kinds = EDITS.map((edit) => listChanges(BASELINE, edit(BASELINE)).map((change) => change.id))
    expect(kinds).toEqual([
      ['fault.C.ANY.3.drop'],
      ['fault.C.FIN.1.delay'],
      ['fault.any.RST."all".drop'],
      ['link.both.delayUs'],
      ['link.StoC.lossPpm'],
      ['setting.both.timeWaitUs', 'setting.S.timeWaitUs'],
      ['setting.both.windowBytes'],
      ['profile'],
      ['seed'],
      ['call-time.C.1'],
      ['script.S'],
      ['hosts'],
      ['title', 'stopUs'],
    ])
  })

  it('tells what the value was and is', () => {
    const [change] = listChanges(BASELINE, setSetting(BASELINE, BASELINE, 'rtoMinUs', 200_000))
    expect(change).toMatchObject({ key: 'rtoMinUs', from: 1_000_000, to: 200_000, side: null })
    const [fault] = listChanges(BASELINE, delaySegment(BASELINE, segment(4, 0), 6_000))
    expect(fault).toMatchObject({ before: FIRST_FIN, after: { ...FIRST_FIN, byUs: 6_000 } })
  })

  it('gives the baseline back byte for byte when every change is taken back, in any order (M16)', () => {
    const edited = EDITS.reduce((scenario, edit) => edit(scenario), BASELINE)
    const takeBack = (order: (changes: Change[]) => Change | undefined) => {
      let scenario = edited
      for (let left = 100; left > 0; left--) {
        const change = order(listChanges(BASELINE, scenario))
        if (change === undefined) return json(scenario)
        const next = withoutChange(BASELINE, scenario, change)
        expect(listChanges(BASELINE, next).map((one) => one.id)).not.toContain(change.id)
        scenario = next
      }
      return 'never finished'
    }
    expect(takeBack((changes) => changes[0])).toBe(json(BASELINE))
    expect(takeBack((changes) => changes.at(-1))).toBe(json(BASELINE))
    expect(takeBack((changes) => changes[changes.length >> 1])).toBe(json(BASELINE))
  })

  it('leads from any scenario to any other', () => {
    fc.assert(
      fc.property(scenarios, scenarios, (baseline, other) => {
        let scenario = other
        for (let left = 200; left > 0; left--) {
          const [change] = listChanges(baseline, scenario)
          if (change === undefined) break
          scenario = withoutChange(baseline, scenario, change)
        }
        expect(canonicalJson(scenario)).toBe(canonicalJson(baseline))
      }),
      { numRuns: 20 },
    )
  })

  it('takes one change back and leaves the others', () => {
    const edited = dropSegment(setLink(BASELINE, 'both', 'delayUs', 10_000), segment(3))
    const [first] = listChanges(BASELINE, edited)
    const left = withoutChange(BASELINE, edited, first as Change)
    expect(json(left)).toBe(json(dropSegment(BASELINE, segment(3))))
  })
})
