import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROFILE_IDS } from '../engine/tcp/profiles.ts'
import golden from '../test/golden-links.json' with { type: 'json' }
import { scenarios } from '../test/scenario-arbitrary.ts'
import { toBase64Url } from './deflate.ts'
import { momentOfStep, stepOfMoment } from './moment.ts'
import { readPacked } from './packed-link.ts'
import { PLAIN_LINK } from '../test/plain-link.ts'
import { type Link, readLink as readEither, writeLink } from './permalink.ts'

const id = fc.constantFrom('open-normal', 'open-synack-lost/2', 'close-ack2-lost')
const view = fc.constantFrom(null, 'present', 'compare')
const about = fc.constantFrom(null, 'one-or-two-msl', 'M-06', 'state.seq-10')
const tUs = fc.integer({ min: 0, max: 86_400_000_000 })
const step = fc.record({ step: fc.nat(200_000) })

const readable: fc.Arbitrary<Link> = fc.record({
  catalogueId: id,
  scenario: fc.constant(null),
  profile: fc.constantFrom(null, ...PROFILE_IDS),
  moment: fc.oneof(fc.constant(null), step, fc.record({ tUs })),
  view,
  about,
  others: fc.constant([]),
  trueScale: fc.boolean(),
  futureHidden: fc.boolean(),
})
const packed: fc.Arbitrary<Link> = fc.record({
  catalogueId: fc.option(id),
  scenario: scenarios,
  profile: fc.constant(null),
  moment: fc.option(fc.record({ tUs, place: fc.nat(100) }, { requiredKeys: ['tUs'] })),
  view,
  about,
  others: fc.array(scenarios, { maxLength: 1 }),
  trueScale: fc.boolean(),
  futureHidden: fc.boolean(),
})

const readLink = (hash: string) => readEither(hash, readPacked)

/** The link that anybody could make of this text. */
const pack = (json: string | Uint8Array) => `#1.${toBase64Url(new Uint8Array(deflateRawSync(json)))}`
const refusal = async (hash: string) => {
  const link = await readLink(hash)
  return link.ok ? 'accepted' : link.error.code
}

describe('a link', () => {
  it('opens what it was made of (M12)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(readable, packed), async (link) => {
        expect(await readLink(writeLink(link))).toEqual({ ok: true, value: link })
      }),
      { numRuns: 150 },
    )
  })

  it('is the same for the same scenario, in whatever order its members stand', async () => {
    await fc.assert(
      fc.asyncProperty(packed, async (link) => {
        const turned = { ...link, scenario: reversed(link.scenario) } as Link
        expect(writeLink(turned)).toBe(writeLink(link))
      }),
      { numRuns: 50 },
    )
  })

  it('can be read by people while the scenario is the one of the catalogue', async () => {
    const link = { ...PLAIN_LINK, catalogueId: 'open-normal' }
    expect(writeLink(link)).toBe('#open-normal')
    const moment = { tUs: 1_332_500 }
    expect(writeLink({ ...link, moment, profile: 'linux', view: 'present' })).toBe(
      '#open-normal?t=1332.5&profile=linux&view=present',
    )
    expect(writeLink({ ...link, view: 'compare', about: 'one-or-two-msl' })).toBe(
      '#open-normal?view=compare&about=one-or-two-msl',
    )
    expect(writeLink({ ...link, trueScale: true, futureHidden: true })).toBe(
      '#open-normal?scale=true&future=hidden',
    )
  })

  it('that people write may leave out the #, use other names of a profile and hold what is unknown', async () => {
    expect(await readLink('close-normal/2?at=3&colour=red&profile=bsd&t=1&view=../x')).toEqual({
      ok: true,
      value: { ...PLAIN_LINK, catalogueId: 'close-normal/2', profile: 'freebsd', moment: { step: 3 } },
    })
    expect(await readLink('#open-normal?at=-1&t=1e9&profile=dos')).toMatchObject({
      value: { moment: null, profile: null },
    })
  })

  it('of every earlier release opens (M13)', async () => {
    for (const { hash, link } of golden) expect(await readLink(hash)).toMatchObject({ ok: true, value: link })
    expect(golden.length).toBeGreaterThan(0)
  })
})

describe('a link that does not open says why', () => {
  it('made by a later version', async () => {
    expect(await refusal('#2.abc')).toBe('newer-version')
    expect(await refusal(pack(JSON.stringify({ scenario: { version: 2 } })))).toBe('newer-version')
  })

  it('incomplete or damaged', async () => {
    const whole = golden.find(({ hash }) => hash.startsWith('#1.'))?.hash ?? ''
    for (const hash of [
      '',
      '#',
      '#0.abc',
      '#1.',
      '#1.a',
      '#1.a+b/',
      '#1.AAAA',
      '#Open',
      '#%00',
      '#1.☃',
      '#x/0',
    ]) {
      expect([hash, await refusal(hash)]).toEqual([hash, 'damaged'])
    }
    for (const cut of [1, 7, 50]) expect(await refusal(whole.slice(0, -cut))).toBe('damaged')
    expect(await refusal(pack('{'))).toBe('damaged')
    expect(await refusal(pack(Uint8Array.of(0xff)))).toBe('damaged')
    expect(await refusal(pack('{"scenario":{},"more":1}'))).toBe('damaged')
    expect(await refusal(pack('{"scenario":{},"scenario":{}}'))).toBe('damaged')
    expect(await refusal(pack('{"scenario":{},"__proto__":{}}'))).toBe('damaged')
  })

  it('a scenario that breaks a rule, with the path', async () => {
    const link = await readLink(pack('{"scenario":{}}'))
    expect(link).toMatchObject({ error: { code: 'invalid-scenario' } })
    expect(JSON.stringify(link)).toContain('"hosts"')
  })

  it('too long, packed or unpacked', async () => {
    expect(await readLink(`#1.${'A'.repeat(32_766)}`)).toEqual({
      ok: false,
      error: { code: 'too-long', limit: 32_768, unit: 'characters' },
    })
    const bomb = pack(' '.repeat(20_000_000))
    expect(bomb.length).toBeLessThan(32_768)
    expect(await readLink(bomb)).toEqual({
      ok: false,
      error: { code: 'too-long', limit: 262_144, unit: 'bytes' },
    })
  })

  it('never throws, whatever stands behind the #', async () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `#1.${text}`),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => `#1.${toBase64Url(bytes)}`),
      fc.json().map(pack),
    )
    await fc.assert(
      fc.asyncProperty(garbage, async (hash) => {
        expect(typeof (await readLink(hash)).ok).toBe('boolean')
      }),
      { numRuns: 200 },
    )
  })

  it('one character wrong is an error or still a valid scenario', async () => {
    const whole = golden.find(({ hash }) => hash.startsWith('#1.'))?.hash ?? ''
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: whole.length - 1 }),
        fc.constantFrom('A', 'Z', 'a', '9', '-', '_'),
        async (at, c) => {
          const link = await readLink(whole.slice(0, at) + c + whole.slice(at + 1))
          expect(link.ok || ['damaged', 'invalid-scenario', 'newer-version'].includes(link.error.code)).toBe(
            true,
          )
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a moment', () => {
  const times = [0, 0, 50, 100, 100, 100]

  it('names each step by its time and its place there', () => {
    for (const [step] of times.entries()) expect(stepOfMoment(times, momentOfStep(times, step))).toBe(step)
    expect(momentOfStep(times, 4)).toEqual({ tUs: 100, place: 1 })
  })

  it('finds the last step at or before a time, and the end beyond it', () => {
    expect(stepOfMoment(times, { tUs: 0 })).toBe(1)
    expect(stepOfMoment(times, { tUs: 99 })).toBe(2)
    expect(stepOfMoment(times, { tUs: 60, place: 3 })).toBe(2)
    expect(stepOfMoment(times, { tUs: 100, place: 9 })).toBe(5)
    expect(stepOfMoment(times, { tUs: 5_000 })).toBe(5)
    expect(stepOfMoment(times, { step: 99 })).toBe(5)
  })
})

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  )
}
