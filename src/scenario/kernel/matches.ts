/** Scenarios of the catalogue whose situation a kernel was put into too, and the captures that show it. */
export const MATCHES = [
  { scenario: 'open-normal', captures: ['client-close-first', 'syn-duplicated', 'synack-duplicated'] },
  { scenario: 'open-syn-lost', captures: ['syn-lost-twice', 'syn-lost-once', 'syn-lost-twice-exponential'] },
  { scenario: 'open-synack-lost', captures: ['synack-lost', 'synack-lost-server-timer'] },
  {
    scenario: 'open-ack-lost',
    captures: ['handshake-ack-lost-idle', 'handshake-ack-lost-client-data', 'handshake-ack-lost-client-fin'],
  },
  { scenario: 'open-all-syn-lost', captures: ['syn-all-lost'] },
  { scenario: 'open-refused', captures: ['connect-refused'] },
  { scenario: 'open-simultaneous', captures: ['simultaneous-open'] },
  { scenario: 'old-dup-syn-three-way', captures: ['old-dup-syn-in-listen'] },
  { scenario: 'options-negotiation', captures: ['client-close-first'] },
  { scenario: 'isn-and-sequence-numbers', captures: ['data-exchange'] },
  { scenario: 'syn-flood-cookies', captures: ['syn-flood-syncookies'] },
  { scenario: 'close-normal', captures: ['client-close-first', 'server-close-first', 'fin-duplicated'] },
  { scenario: 'close-three-segments', captures: ['three-segment-close', 'http10-style'] },
  { scenario: 'close-half-close-data', captures: ['half-close-server-data', 'half-close-server-first'] },
  {
    scenario: 'close-simultaneous',
    captures: ['simultaneous-close', 'simultaneous-close-fin-lost'],
  },
  { scenario: 'close-fin1-lost', captures: ['first-fin-lost', 'fin-all-lost-orphan'] },
  { scenario: 'close-ack1-lost', captures: ['first-fin-ack-lost'] },
  { scenario: 'close-fin2-lost', captures: ['second-fin-lost'] },
  { scenario: 'close-ack2-lost', captures: ['last-ack-lost'] },
  { scenario: 'last-ack-gives-up', captures: ['last-ack-gives-up'] },
  { scenario: 'close-fin-reordered', captures: ['fin-before-data', 'data-lost-then-close'] },
  { scenario: 'close-wait-leak', captures: ['close-wait-forever'] },
  { scenario: 'fin-wait-2-timeout', captures: ['fin-wait-2-orphan-timeout'] },
  { scenario: 'why-two-msl', captures: ['time-wait-full'] },
  { scenario: 'time-wait-assassination', captures: ['rst-in-time-wait'] },
  { scenario: 'time-wait-port-exhaustion', captures: ['client-port-in-time-wait'] },
  { scenario: 'time-wait-reopen', captures: ['new-syn-in-time-wait', 'new-syn-in-time-wait-no-timestamps'] },
  { scenario: 'restart-eaddrinuse', captures: ['bind-eaddrinuse', 'bind-reuseaddr-ok'] },
  { scenario: 'abort-rst', captures: ['abort-linger0', 'abort-before-accept'] },
  { scenario: 'rst-vs-fin', captures: ['close-unread-data', 'write-after-peer-closed'] },
  { scenario: 'half-open-reboot', captures: ['peer-reboot-data'] },
  { scenario: 'keepalive-dead-peer', captures: ['keepalive-silent-peer', 'keepalive-answered'] },
  {
    scenario: 'challenge-ack',
    captures: ['syn-in-established', 'blind-rst-in-window', 'rst-exact', 'rst-out-of-window'],
  },
] as const

export type CaptureName = (typeof MATCHES)[number]['captures'][number]

const NAMES: ReadonlySet<string> = new Set(MATCHES.flatMap(({ captures }) => captures))

export const isCaptureName = (name: string): name is CaptureName => NAMES.has(name)
