import { expect, it } from 'vitest'
import { newEndpoint } from '../../host/socket.ts'
import { settingsOf } from '../../tcp/profiles.ts'
import { ParkingTable } from './parked.ts'
import { TimerQueue } from './timers.ts'

const SETTINGS = settingsOf('rfc9293', {})

it('an endpoint that serves again is like a new one, and one that somebody holds does not', () => {
  const table = new ParkingTable(new TimerQueue([]), SETTINGS)
  const first = table.fresh(SETTINGS)
  const { tcb, inbox } = first
  Object.assign(first, { id: 7, timeWaitSinceUs: 5, previous: { conn: 3, socket: null } })
  Object.assign(tcb, { state: 'ESTABLISHED', unread: 100, finSent: true })
  inbox.readable.push({ stream: 1, offset: 0, length: 100 })
  Object.assign(inbox, { endOfFile: true, pendingError: 'ECONNRESET', established: true })
  table.add(first)
  table.delete(first)
  table.park()
  expect([inbox.dead, tcb.state]).toEqual([true, 'CLOSED'])
  const second = table.fresh(SETTINGS)
  expect(second).toBe(first)
  const { id: _id, ...rest } = newEndpoint(SETTINGS)
  expect(second).toMatchObject(rest)

  const socket = { name: 'held', options: {}, endpoint: null, listener: null }
  Object.assign(second, {
    id: 8,
    socket: { ...socket, shutForWriting: false, shutForReading: false, closed: false },
  })
  table.add(second)
  table.delete(second)
  table.park()
  expect(second.inbox.dead).toBe(true)
  expect(table.fresh(SETTINGS)).not.toBe(second)
})
