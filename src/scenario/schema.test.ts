import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROFILE_IDS, PROFILES } from '../engine/tcp/profiles.ts'
import { scenarios } from '../test/scenario-arbitrary.ts'
import { CATALOGUE } from './catalogue.ts'
import { type Checked, checkScenario, parseScenario } from './schema.ts'

const LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** A small valid scenario with the members of `changes` laid over it. */
const scenario = (changes: Record<string, unknown> = {}) => ({
  version: 1,
  profile: 'rfc9293',
  settings: {},
  seed: 1,
  hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
  network: { CtoS: LINK, StoC: LINK },
  apps: { C: [], S: [] },
  faults: [],
  injections: [],
  reboots: [],
  ...changes,
})

/** `path code` of each error; empty: accepted. */
const problems = (checked: Checked): string[] =>
  checked.ok ? [] : checked.error.map(({ path, code }) => `${path} ${code}`.trim())
const check = (changes: Record<string, unknown>) => problems(checkScenario(scenario(changes)))
const parse = (text: string) => problems(parseScenario(text))
const client = (...steps: unknown[]) => ({ apps: { C: steps, S: [] } })
const connect = { when: { atUs: 0 }, socket: 'c', op: 'connect' }

describe('a scenario that keeps to the rules', () => {
  it('comes out as it went in, whatever is in it', () => {
    fc.assert(
      fc.property(scenarios, (one) => {
        expect(parseScenario(JSON.stringify(one))).toEqual({ ok: true, value: one })
        expect(checkScenario(one)).toEqual({ ok: true, value: one })
      }),
      { numRuns: 200 },
    )
  })

  it('is each of the catalogue', () => {
    const runs = CATALOGUE.flatMap(({ id, variants }) => variants.map((variant) => ({ id, variant })))
    for (const { id, variant } of runs) {
      expect([id, checkScenario(variant)]).toEqual([id, { ok: true, value: variant }])
    }
  })

  it('shares nothing with what came in', () => {
    const input = scenario()
    const checked = checkScenario(input)
    input.network.CtoS.delayUs = 1
    expect(checked.ok && checked.value.network.CtoS.delayUs).toBe(50_000)
    input.network.CtoS.delayUs = 50_000
  })

  it('may set every setting to what any profile has', () => {
    for (const id of PROFILE_IDS) expect(check({ settings: PROFILES[id] })).toEqual([])
  })
})

describe('what is refused, with its path', () => {
  it('a member that nobody knows, each of them', () => {
    expect(check({ colour: 1, size: 2 })).toEqual(['colour unknown-member', 'size unknown-member'])
    expect(check({ settings: { mssl: 1 } })).toEqual(['settings.mssl unknown-member'])
    expect(check({ 'a b': 1 })).toEqual(['["a b"] unknown-member'])
  })

  it('a member that is missing or of another type', () => {
    expect(check({ network: { CtoS: LINK } })).toEqual(['network.StoC missing'])
    expect(check({ seed: '1', faults: {}, settings: [] })).toEqual([
      'settings wrong-type',
      'seed wrong-type',
      'faults wrong-type',
    ])
    expect(checkScenario(new Map()).ok).toBe(false)
    expect(checkScenario(null).ok).toBe(false)
  })

  it('a number outside its range: it is never moved into it', () => {
    expect(
      checkScenario(scenario({ network: { CtoS: LINK, StoC: { ...LINK, lossPpm: 1_000_001 } } })),
    ).toEqual({
      ok: false,
      error: [
        {
          path: 'network.StoC.lossPpm',
          code: 'out-of-range',
          params: { found: 1_000_001, min: 0, max: 1_000_000, unit: 'ppm' },
        },
      ],
    })
    expect(check({ seed: 1.5 })).toEqual(['seed not-integer'])
    expect(check({ seed: Number.NaN })).toEqual(['seed wrong-type'])
    expect(check({ seed: Number.POSITIVE_INFINITY })).toEqual(['seed not-integer'])
    expect(check({ settings: { handshake: 5 } })).toEqual(['settings.handshake not-one-of'])
  })

  it('a smallest value above the largest, also with the one that the profile has', () => {
    expect(check({ settings: { rtoMinUs: 90_000_000 } })).toEqual(['settings.rtoMinUs above-other'])
    expect(check({ settings: { portRange: [9, 8] } })).toEqual(['settings.portRange[0] above-other'])
  })

  it('text that is too long in code points, and control characters', () => {
    expect(check({ title: '😀'.repeat(120) })).toEqual([])
    expect(check({ title: '😀'.repeat(121) })).toEqual(['title too-long'])
    expect(check({ title: 'a\u001b[31m', notes: 'two\nlines' })).toEqual(['title control-character'])
    expect(check({ title: '\ud800' })).toEqual(['title control-character'])
  })

  it('addresses that are none, or of two families', () => {
    const at = (C: string, S: string) =>
      check({ hosts: { C: { address: C, port: 1 }, S: { address: S, port: 1 } } })
    expect(at('2001:db8::1', '2001:db8:0:0:0:0:0:2')).toEqual([])
    expect(at('192.0.2.256', 'localhost')).toEqual([
      'hosts.C.address not-an-address',
      'hosts.S.address not-an-address',
    ])
    expect(at('192.0.2.1', '::1')).toEqual(['hosts.S.address mixed-addresses'])
  })

  it('steps that wait for nobody, for each other, or bear one name twice', () => {
    const wait = (id: string, after: string) => ({ ...connect, id, when: { after } })
    expect(check(client(wait('a', 'b')))).toEqual(['apps.C[0].when.after unknown-step'])
    expect(check(client(wait('a', 'b'), wait('b', 'a')))).toEqual([
      'apps.C[0].when.after step-cycle',
      'apps.C[1].when.after step-cycle',
    ])
    expect(check(client({ ...connect, id: 'c2' }, connect))).toEqual(['apps.C[1] duplicate-step'])
  })

  it('sockets that nobody has made before', () => {
    const close = { when: { on: 'eof', socket: 'x' }, socket: 'c', op: 'close' }
    expect(check(client(close, connect))).toEqual([
      'apps.C[0].when.socket unknown-socket',
      'apps.C[0].socket unknown-socket',
    ])
    const accept = { when: { atUs: 0 }, socket: 'c', op: 'accept', as: 'x' }
    expect(check(client(connect, accept, close))).toEqual([])
  })

  it('socket calls that do not exist or take something else', () => {
    expect(check(client({ ...connect, op: 'toString' }))).toEqual(['apps.C[0].op not-one-of'])
    expect(check(client({ ...connect, bytes: 1 }))).toEqual(['apps.C[0].bytes unknown-member'])
    expect(check(client({ ...connect, when: {} }))).toEqual(['apps.C[0].when.atUs missing'])
  })

  it('too many rules, too much data', () => {
    const fault = { match: { kind: 'ANY', nth: 1 }, do: 'drop' }
    expect(check({ faults: Array.from({ length: 200 }, () => fault) })).toEqual([])
    expect(check({ faults: Array.from({ length: 201 }, () => fault) })).toEqual(['too-many-rules'])
    const send = { when: { atUs: 0 }, socket: 'c', op: 'send', bytes: 33_000_000 }
    expect(check(client(connect, send, send))).toEqual(['apps.C too-much-data'])
  })

  it('a later version, by that alone', () => {
    expect(check({ version: 2, colour: 1 })).toEqual(['version newer-version'])
    expect(check({ version: 0 })).toEqual(['version not-one-of'])
  })

  it('lists at most 20 errors', () => {
    const unknown = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`m${index}`, 1]))
    expect(check(unknown)).toHaveLength(20)
  })
})

describe('hostile text', () => {
  const json = JSON.stringify(scenario())
  const withMember = (member: string) => json.replace('{', `{${member},`)

  it('is refused where it names a member twice, also in disguise', () => {
    expect(parse(withMember('"seed":2'))).toEqual(['seed duplicate-member'])
    expect(parse(withMember('"s\\u0065ed":2'))).toEqual(['seed duplicate-member'])
    expect(parse(json.replace('"C":{', '"C":{"port":1,'))).toEqual(['hosts.C.port duplicate-member'])
    // The same name in different objects, or as a value, is not twice.
    expect(parse(withMember('"title":"seed\\",\\"seed"'))).toEqual([])
  })

  it('is refused where it reaches for the prototype', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect(parse(withMember(`"${name}":{"polluted":1}`))).toEqual([`${name} forbidden-member`])
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('is refused where it is too long, too deep or too many', () => {
    expect(parse(`${json}${' '.repeat(262_145 - json.length)}`)).toEqual(['too-many-bytes'])
    expect(parse(`${json}${' '.repeat(262_144 - json.length)}`)).toEqual([])
    expect(parse(`"${'€'.repeat(90_000)}"`)).toEqual(['too-many-bytes'])
    expect(parse(`${'['.repeat(13)}${']'.repeat(13)}`)).toEqual([`${'[0]'.repeat(12)} too-deep`])
    expect(parse('['.repeat(200_000))).toEqual(['not-json'])
    expect(parse(`[${'0,'.repeat(5_000)}0]`)).toEqual(['too-many-values'])
    const loop: unknown[] = []
    loop.push(loop)
    expect(problems(checkScenario(loop))).toEqual(['too-deep'])
  })

  it('is refused in good time where strings never end', () => {
    expect(parse('"\\"'.repeat(80_000))).toEqual(['not-json'])
    expect(parse(`{"a":"${'\\"'.repeat(100_000)}"}`)).toContain('a unknown-member')
  })

  it('never throws, whatever it is', () => {
    const refused = (checked: Checked) => !checked.ok
    fc.assert(fc.property(fc.string(), (text) => refused(parseScenario(text))))
    fc.assert(fc.property(fc.json(), (text) => refused(parseScenario(text))))
    fc.assert(fc.property(fc.anything(), (value) => refused(checkScenario(value))))
    expect(refused(parseScenario(''))).toBe(true)
  })

  it('never throws where one value of a good scenario is garbage', () => {
    const path = fc.array(fc.nat(20), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(scenarios, path, fc.jsonValue(), (one, keys, garbage) => {
        const copy = JSON.parse(JSON.stringify(one)) as Record<string, unknown>
        replaceAt(copy, keys, garbage)
        expect(() => checkScenario(copy)).not.toThrow()
      }),
      { numRuns: 200 },
    )
  })
})

function replaceAt(target: Record<string, unknown>, keys: readonly number[], value: unknown): void {
  const names = Object.keys(target)
  const name = names[(keys[0] ?? 0) % Math.max(names.length, 1)]
  if (name === undefined) return
  const inner = target[name]
  if (keys.length > 1 && typeof inner === 'object' && inner !== null) {
    replaceAt(inner as Record<string, unknown>, keys.slice(1), value)
  } else target[name] = value
}
