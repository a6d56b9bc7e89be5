import type { Scenario } from '../engine/sim/scenario.ts'

/** What the applications of a long transfer do: so many segments that they lie on one another. */
export const BULK: Scenario['apps'] = {
  C: [
    { id: 'c1', when: { atUs: 0 }, socket: 'c', op: 'connect' },
    { when: { after: 'c1' }, socket: 'c', op: 'send', bytes: 1_500_000 },
  ],
  S: [
    { when: { atUs: 0 }, socket: 'l', op: 'listen', backlog: 5 },
    { id: 's2', when: { atUs: 0 }, socket: 'l', op: 'accept', as: 's' },
    { when: { after: 's2' }, socket: 's', op: 'drain' },
  ],
}
