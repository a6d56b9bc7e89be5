import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EDGE_ACTIONS, EDGE_SECTIONS } from '../../engine/tcp/edge-labels.ts'
import { basisOf, isInFigure5, isInTextbooks } from '../../engine/tcp/edge-sources.ts'
import { RULE_IDS } from '../../engine/tcp/rules.ts'
import { TRANSITIONS } from '../../engine/tcp/transitions.ts'
import transitions from '../transitions.json'
import { changesOf, THROUGH_ESTABLISHED, WAYS } from './every-edge.ts'

const rowOf = (id: string) => transitions.edges.find((edge) => edge.id === id)

describe('the table of transitions', () => {
  it('is the one that the engine and the state graph use: 91 rows, 32 pairs of states', () => {
    const ours = TRANSITIONS.map((edge) => ({
      id: edge.id,
      from: edge.from,
      to: edge.to,
      basis: basisOf(edge),
      rfcSection: EDGE_SECTIONS[edge.id],
      action: EDGE_ACTIONS[edge.id],
      commonlyShown: isInTextbooks(edge),
      inRfcFigure5: isInFigure5(edge),
    }))
    expect(transitions.edges).toEqual(ours.map((row) => expect.objectContaining(row)))
    expect(ours.length).toBe(91)
    expect(new Set(ours.map(({ from, to }) => `${from}>${to}`)).size).toBe(32)
  })

  it.each(WAYS.map((way) => [way.edge, way] as const))('%s is taken by step()', (id, way) => {
    const row = rowOf(id)
    const { path, edges } = changesOf(way)
    const through = THROUGH_ESTABLISHED.has(id)
    expect(path).toBe([row?.from, ...(through ? ['ESTABLISHED'] : []), row?.to].join('>'))
    expect(edges.length === 1 ? edges : [id]).toEqual([id])
  })

  it('has a way for every row of basis rfc', () => {
    const taken = new Set(WAYS.map(({ edge }) => edge))
    const missing = transitions.edges.filter(({ id, basis }) => basis === 'rfc' && !taken.has(id))
    expect(missing.map(({ id, from, event, to }) => `${id} ${from} > ${to}: ${event}`)).toEqual([])
  })

  it('has a way for every row of another basis but the six ICMP errors that are taken for soft', () => {
    const taken = new Set(WAYS.map(({ edge }) => edge))
    const missing = transitions.edges.filter(({ id, basis }) => basis !== 'rfc' && !taken.has(id))
    expect(missing.map(({ id }) => id)).toEqual(['T82', 'T83', 'T84', 'T85', 'T86', 'T87'])
  })
})

describe('the list of rules', () => {
  it('holds no rule that the engine never names', () => {
    const root = new URL('../../engine/', import.meta.url)
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/tcp.rule(s|-texts)\.ts$/.test(file),
      )
      .map((file) => readFileSync(new URL(file, root), 'utf8'))
      .join('\n')
    expect(RULE_IDS.filter((id) => !sources.includes(`'${id}'`))).toEqual([])
  })
})
