import { expect, test } from 'vitest'
import { type State, STATES } from '../../engine/tcp/state.ts'
import { type Direction, neighbour, nextPair, pairsOf } from './keyboard.ts'

const DIRECTIONS: Direction[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

test.each(STATES)('arrow keys lead from %s to every other state', (from) => {
  const reached = new Set<State>([from])
  for (const state of reached) {
    for (const direction of DIRECTIONS) {
      const next = neighbour(state, direction)
      if (next !== null) reached.add(next)
    }
  }
  expect(reached.size).toBe(STATES.length)
})

test('an arrow key follows an edge in its direction', () => {
  expect(neighbour('FIN-WAIT-1', 'ArrowDown')).toBe('FIN-WAIT-2')
  expect(neighbour('CLOSE-WAIT', 'ArrowDown')).toBe('LAST-ACK')
  expect(neighbour('ESTABLISHED', 'ArrowLeft')).toBe('FIN-WAIT-1')
  expect(neighbour('ESTABLISHED', 'ArrowRight')).toBe('CLOSE-WAIT')
  expect(neighbour('SYN-SENT', 'ArrowDown')).toBe('ESTABLISHED')
})

test('brackets go round all lines of a state and back to the first', () => {
  const pairs = pairsOf('SYN-SENT')
  let pair: string | null = null
  const seen: (string | null)[] = []
  for (let i = 0; i < pairs.length; i++) {
    pair = nextPair('SYN-SENT', pair, 1)
    seen.push(pair)
  }
  expect(seen).toEqual(pairs)
  expect(nextPair('SYN-SENT', pair, 1)).toBe(pairs[0])
  expect(nextPair('SYN-SENT', null, -1)).toBe(pairs.at(-1))
})
