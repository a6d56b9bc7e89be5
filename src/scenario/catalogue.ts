import type { Scenario } from '../engine/sim/scenario.ts'
import { abortRst } from './catalogue/abort-rst.ts'
import { challengeAck } from './catalogue/challenge-ack.ts'
import { closeAck1Lost } from './catalogue/close-ack1-lost.ts'
import { closeAck2Lost } from './catalogue/close-ack2-lost.ts'
import { closeFinReordered } from './catalogue/close-fin-reordered.ts'
import { closeFin1Lost } from './catalogue/close-fin1-lost.ts'
import { closeFin2Lost } from './catalogue/close-fin2-lost.ts'
import { closeHalfCloseData } from './catalogue/close-half-close-data.ts'
import { closeNormal } from './catalogue/close-normal.ts'
import { closeSimultaneous } from './catalogue/close-simultaneous.ts'
import { closeThreeSegments } from './catalogue/close-three-segments.ts'
import { closeWaitLeak } from './catalogue/close-wait-leak.ts'
import type { CatalogueEntry } from './catalogue/entry.ts'
import { finWait2Timeout } from './catalogue/fin-wait-2-timeout.ts'
import { halfOpenReboot } from './catalogue/half-open-reboot.ts'
import { handshakeMessageCount } from './catalogue/handshake-message-count.ts'
import { isnAndSequenceNumbers } from './catalogue/isn-and-sequence-numbers.ts'
import { keepaliveDeadPeer } from './catalogue/keepalive-dead-peer.ts'
import { lastAckGivesUp } from './catalogue/last-ack-gives-up.ts'
import { noTimeWaitOldData } from './catalogue/no-time-wait-old-data.ts'
import { noTimeWaitRstSurprise } from './catalogue/no-time-wait-rst-surprise.ts'
import { oldDupSynThreeWay } from './catalogue/old-dup-syn-three-way.ts'
import { oldDupSynTwoWay } from './catalogue/old-dup-syn-two-way.ts'
import { openAckLost } from './catalogue/open-ack-lost.ts'
import { openAllSynLost } from './catalogue/open-all-syn-lost.ts'
import { openNormal } from './catalogue/open-normal.ts'
import { openRefused } from './catalogue/open-refused.ts'
import { openSimultaneous } from './catalogue/open-simultaneous.ts'
import { openSynLost } from './catalogue/open-syn-lost.ts'
import { openSynackLost } from './catalogue/open-synack-lost.ts'
import { optionsNegotiation } from './catalogue/options-negotiation.ts'
import { restartEaddrinuse } from './catalogue/restart-eaddrinuse.ts'
import { rstVsFin } from './catalogue/rst-vs-fin.ts'
import { synFloodBacklog } from './catalogue/syn-flood-backlog.ts'
import { synFloodCookies } from './catalogue/syn-flood-cookies.ts'
import { tfoDataInSyn } from './catalogue/tfo-data-in-syn.ts'
import { timeWaitAssassination } from './catalogue/time-wait-assassination.ts'
import { timeWaitPortExhaustion } from './catalogue/time-wait-port-exhaustion.ts'
import { timeWaitReopen } from './catalogue/time-wait-reopen.ts'
import { whyTwoMsl } from './catalogue/why-two-msl.ts'

const ENTRIES = [
  openNormal,
  openSynLost,
  openSynackLost,
  openAckLost,
  openAllSynLost,
  openRefused,
  openSimultaneous,
  oldDupSynThreeWay,
  oldDupSynTwoWay,
  handshakeMessageCount,
  optionsNegotiation,
  isnAndSequenceNumbers,
  synFloodBacklog,
  synFloodCookies,
  tfoDataInSyn,
  closeNormal,
  closeThreeSegments,
  closeHalfCloseData,
  closeSimultaneous,
  closeFin1Lost,
  closeAck1Lost,
  closeFin2Lost,
  closeAck2Lost,
  closeFinReordered,
  closeWaitLeak,
  finWait2Timeout,
  lastAckGivesUp,
  noTimeWaitRstSurprise,
  noTimeWaitOldData,
  whyTwoMsl,
  timeWaitAssassination,
  timeWaitReopen,
  timeWaitPortExhaustion,
  restartEaddrinuse,
  abortRst,
  rstVsFin,
  halfOpenReboot,
  keepaliveDeadPeer,
  challengeAck,
] as const

export type ScenarioId = (typeof ENTRIES)[number]['id']

/** All teaching scenarios, in the order in which the rail shows them. */
export const CATALOGUE: readonly (CatalogueEntry & { readonly id: ScenarioId })[] = ENTRIES

/** Entry and variant (from 0) of an address such as `open-synack-lost` or `open-synack-lost/2`; null if there is none. */
export function findVariant(
  name: string,
): { readonly entry: (typeof CATALOGUE)[number]; readonly variant: number } | null {
  const [id, number = '1'] = name.split('/', 2)
  const entry = CATALOGUE.find((candidate) => candidate.id === id)
  const variant = Number(number) - 1
  return entry?.variants[variant] === undefined ? null : { entry, variant }
}

/** The scenario at an address such as `open-synack-lost/2`, or null. */
export function findScenario(name: string): Scenario | null {
  const found = findVariant(name)
  return found === null ? null : (found.entry.variants[found.variant] ?? null)
}
