/** What a capture from outside may be (invariants section 7). Reaching a limit ends the read; what was read is kept. */
export const CAPTURE_LIMITS = {
  fileBytes: 64 * 1024 * 1024,
  packets: 200_000,
  /** One packet as captured. */
  packetBytes: 262_144,
  interfaces: 1_024,
  /** Streams that are listed; packets of later ones are only counted. */
  streams: 5_000,
  /** Names of hosts that a file brings along. */
  names: 5_000,
  /** Characters of one comment or name. */
  textLength: 4_000,
  /** A known block beside its packet: header and options. */
  blockOverheadBytes: 262_144,
} as const
