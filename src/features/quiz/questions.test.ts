import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { stateAfterStep } from '../../engine/trace/query.ts'
import { CATALOGUE, findScenario } from '../../scenario/catalogue.ts'
import { MYTH_IDS } from '../../scenario/catalogue/myths.ts'
import { EDGES } from '../../engine/tcp/transitions.ts'
import { WRONG_STATES } from './misconceptions.ts'
import { QUESTION_KINDS, type Question } from './question.ts'
import { questionsOf } from './questions.ts'
import { DEFAULT_SETTINGS, readSettings, roundOf, writeSettings } from './settings.ts'

const run = (id: string) => new Trace(simulate(findScenario(id) as Scenario))
const rightOf = ({ options }: Question) => options.find((option) => option.right)?.answer
const ask = (id: string, kind: Question['kind'], tMs: number) => {
  const trace = run(id)
  return questionsOf(trace).find(
    (question) => question.kind === kind && trace.stepTimeUs(question.step) === tMs * 1000,
  ) as Question
}

describe('questions about a run', () => {
  const VARIANTS = CATALOGUE.flatMap(({ id, variants }) => variants.map((_, i) => `${id}/${i + 1}`))

  it.each(VARIANTS)(
    'can be asked of %s: one right answer and at least two wrong ones, all different',
    (id) => {
      const questions = questionsOf(run(id))
      expect(questions.length).toBeGreaterThanOrEqual(1)
      for (const { options, id: question } of questions) {
        expect(
          options.filter(({ right }) => right),
          question,
        ).toHaveLength(1)
        expect(options.length, question).toBeGreaterThanOrEqual(3)
        expect(new Set(options.map(({ answer }) => JSON.stringify(answer))).size, question).toBe(
          options.length,
        )
      }
    },
  )

  it('are enough for a round in each scenario', () => {
    for (const { id } of CATALOGUE) expect(questionsOf(run(id)).length, id).toBeGreaterThanOrEqual(3)
  })

  it('are of every kind', () => {
    const kinds = new Set(VARIANTS.flatMap((id) => questionsOf(run(id)).map(({ kind }) => kind)))
    expect([...kinds].sort()).toEqual([...QUESTION_KINDS].sort())
  })

  it('are answered by the trace: the state that the side is in after the step', () => {
    const trace = run('close-normal')
    for (const question of questionsOf(trace).filter(({ kind }) => kind === 'state')) {
      expect(rightOf(question)).toEqual({
        kind: 'state',
        state: stateAfterStep(trace, question.side, question.step),
      })
    }
  })

  it('tempt with what people believe, and name the card that tells better', () => {
    const { options } = ask('close-normal', 'state', 1050)
    expect(options).toContainEqual({
      answer: { kind: 'state', state: 'TIME-WAIT' },
      right: false,
      myth: 'M-01',
    })
    expect(options).toContainEqual({
      answer: { kind: 'state', state: 'CLOSE-WAIT' },
      right: true,
      myth: null,
    })
  })

  it('ask for the answer to a FIN and for its numbers', () => {
    expect(rightOf(ask('close-normal', 'segment', 1050))).toEqual({ kind: 'segment', flags: 'ACK' })
    const numbers = ask('close-normal', 'numbers', 1050)
    expect(rightOf(numbers)).toEqual({ kind: 'numbers', seq: 1, ack: 2 })
    // Who forgets that a FIN counts.
    expect(numbers.options).toContainEqual({
      answer: { kind: 'numbers', seq: 1, ack: 1 },
      right: false,
      myth: null,
    })
  })

  it('know that nothing answers a RST', () => {
    expect(rightOf(ask('abort-rst', 'segment', 1150))).toEqual({ kind: 'segment', flags: '' })
  })

  it('ask what an application gets', () => {
    expect(rightOf(ask('open-refused', 'application', 100))).toEqual({
      kind: 'application',
      result: -1,
      errno: 'ECONNREFUSED',
    })
    expect(rightOf(ask('restart-eaddrinuse', 'application', 3000))).toMatchObject({ errno: 'EADDRINUSE' })
  })

  it('name a rule', () => {
    const questions = VARIANTS.flatMap((id) => questionsOf(run(id)))
    const named = questions.filter(({ rule }) => rule !== null)
    expect(named.length / questions.length).toBeGreaterThan(0.9)
  })
})

describe('the misconceptions', () => {
  it('name edges and cards that exist, and never the right state', () => {
    const edges = new Map(EDGES.map((edge) => [edge.id, edge]))
    for (const [id, wrong] of Object.entries(WRONG_STATES)) {
      expect(
        wrong.map(([state]) => state),
        id,
      ).not.toContain(edges.get(id)?.to)
      expect([...MYTH_IDS, null], id).toEqual(expect.arrayContaining(wrong.map(([, myth]) => myth)))
    }
  })
})

describe('the settings of a quiz', () => {
  it('come back from a link', () => {
    const settings = { kinds: ['state', 'numbers'], most: 5 } as const
    expect(readSettings(writeSettings(settings))).toEqual(settings)
    expect(readSettings('nonsense')).toEqual(DEFAULT_SETTINGS)
    expect(readSettings(null)).toEqual(DEFAULT_SETTINGS)
  })

  it('choose so many questions, from the beginning to the end of the run', () => {
    const all = questionsOf(run('close-normal'))
    const round = roundOf(all, { kinds: QUESTION_KINDS, most: 5 })
    expect(round).toHaveLength(5)
    expect(round.at(-1)?.step).toBeGreaterThan((all.at(-1)?.step ?? 0) / 2)
    expect(roundOf(all, { kinds: ['state'], most: 0 }).every(({ kind }) => kind === 'state')).toBe(true)
  })
})
