import { PLAIN_POPULATION, type PopulationSpec } from './spec.ts'

const SECOND = 1_000_000
const LINUX = { profile: 'linux', settings: {}, descriptors: null } as const

/** One run for each question of the lab. Names and texts in both languages are the lab's own. */
export const POPULATION_PRESETS = {
  /** 600 a second from one address to one destination: 28,232 ports, each taken for 63 s. */
  'port-exhaustion': {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'steady', perSecond: 600, burstUs: SECOND },
    connections: 108_000,
    stopUs: 180 * SECOND,
    lifetimeUs: 3 * SECOND,
    hosts: { C: LINUX, S: LINUX },
    sampleUs: SECOND / 4,
  },
  /** The same load, and TIME-WAIT stands where it costs the client nothing. */
  'server-closes-first': {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'steady', perSecond: 600, burstUs: SECOND },
    connections: 108_000,
    stopUs: 180 * SECOND,
    lifetimeUs: 3 * SECOND,
    closesFirst: 'S',
    hosts: { C: LINUX, S: LINUX },
    sampleUs: SECOND / 4,
  },
  /** The same load again: timestamps let connect() take over what has waited a second. */
  'tw-reuse': {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'steady', perSecond: 600, burstUs: SECOND },
    connections: 108_000,
    stopUs: 180 * SECOND,
    lifetimeUs: 3 * SECOND,
    hosts: { C: { ...LINUX, settings: { twReuse: 'on' } }, S: LINUX },
    sampleUs: SECOND / 4,
  },
  /** One connection in ten is never closed by the server: CLOSE-WAIT grows until accept() has no descriptor. */
  'close-wait-leak': {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'poisson', perSecond: 200, burstUs: SECOND },
    connections: 24_000,
    stopUs: 120 * SECOND,
    hosts: { C: LINUX, S: { ...LINUX, descriptors: 1_024 } },
    leakPpm: 100_000,
    sampleUs: SECOND / 4,
  },
  /** 2,400 forged SYNs a second from 20 s on, and nothing but a backlog. */
  'syn-flood': {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'poisson', perSecond: 200, burstUs: SECOND },
    connections: 18_000,
    stopUs: 90 * SECOND,
    lifetimeUs: SECOND,
    hosts: { C: LINUX, S: { ...LINUX, settings: { synCookies: 'off', synBacklog: 1_024 } } },
    listen: { backlog: 1_024, acceptPerSecond: null },
    flood: { perSecond: 2_400, fromUs: 20 * SECOND, toUs: 80 * SECOND },
    sampleUs: SECOND / 4,
  },
  /** The same flood against SYN cookies. */
  'syn-flood-cookies': {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'poisson', perSecond: 200, burstUs: SECOND },
    connections: 18_000,
    stopUs: 90 * SECOND,
    lifetimeUs: SECOND,
    hosts: { C: LINUX, S: { ...LINUX, settings: { synCookies: 'overflow', synBacklog: 1_024 } } },
    listen: { backlog: 1_024, acceptPerSecond: null },
    flood: { perSecond: 2_400, fromUs: 20 * SECOND, toUs: 80 * SECOND },
    sampleUs: SECOND / 4,
  },
  /** 300 connections come in a second and accept() takes 200 of them. */
  'accept-queue-overflow': {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'poisson', perSecond: 300, burstUs: SECOND },
    connections: 9_000,
    stopUs: 60 * SECOND,
    hosts: { C: LINUX, S: LINUX },
    listen: { backlog: 128, acceptPerSecond: 200 },
    sampleUs: SECOND / 8,
  },
  /** The server closes first and is started anew at 30 s, without SO_REUSEADDR. */
  'restart-addrinuse': {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'steady', perSecond: 50, burstUs: SECOND },
    connections: 6_000,
    stopUs: 120 * SECOND,
    closesFirst: 'S',
    hosts: { C: LINUX, S: LINUX },
    restart: { atUs: 30 * SECOND, reuseAddr: false, retryUs: SECOND },
    sampleUs: SECOND / 4,
  },
  /** A million of them, with ports and memory to spare: TIME-WAIT lasts a second. */
  million: {
    ...PLAIN_POPULATION,
    arrivals: { kind: 'steady', perSecond: 10_000, burstUs: SECOND },
    connections: 1_000_000,
    stopUs: 102 * SECOND,
    hosts: {
      C: { ...LINUX, settings: { timeWaitUs: SECOND } },
      S: { ...LINUX, settings: { timeWaitUs: SECOND } },
    },
    sampleUs: SECOND / 4,
  },
} as const satisfies Record<string, PopulationSpec>

export type PresetId = keyof typeof POPULATION_PRESETS
