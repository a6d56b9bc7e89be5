import { TRACE_VERSION } from '../engine/trace/trace.ts'

/** Raised when a message changes its meaning. */
const PROTOCOL_VERSION = 1

/** Page and engine tell each other this first and refuse to mix: a column read by another table would lie. */
export const ENGINE_VERSION = `${PROTOCOL_VERSION}.${TRACE_VERSION}`
