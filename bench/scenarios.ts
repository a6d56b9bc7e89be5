import type { Scenario } from '../src/engine/sim/scenario.ts'

const PATH = { delayUs: 10_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** One transfer from C to S: a data segment and an acknowledgment for each 1,460 bytes. */
export function bulkTransfer(bytes: number): Scenario {
  return {
    version: 1,
    profile: 'rfc9293',
    settings: {},
    seed: 1,
    hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
    network: { CtoS: PATH, StoC: PATH },
    apps: {
      C: [
        { id: 'c1', when: { atUs: 0 }, socket: 'c', op: 'connect' },
        { id: 'c2', when: { after: 'c1' }, socket: 'c', op: 'send', bytes },
        { when: { after: 'c2' }, socket: 'c', op: 'close' },
      ],
      S: [
        { when: { atUs: 0 }, socket: 'l', op: 'listen', backlog: 5 },
        { id: 's2', when: { atUs: 0 }, socket: 'l', op: 'accept', as: 's' },
        { id: 's3', when: { after: 's2' }, socket: 's', op: 'drain' },
        { when: { after: 's3' }, socket: 's', op: 'close' },
      ],
    },
    faults: [],
    injections: [],
    reboots: [],
  }
}

/** A transfer of about so many messages; each data segment and its ACK are two. */
export function messages(count: number): Scenario {
  return bulkTransfer(Math.max(1, Math.floor((count - 8) / 2)) * 1_460)
}

/** The same with 20 in flight at any time, as many as the window of the receiver lets out. */
export function steadyFlow(count: number): Scenario {
  return { ...messages(count), settings: { windowBytes: 20 * 1_460 } }
}
