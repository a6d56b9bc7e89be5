import type { Capture } from './capture.ts'
import { type Fate, type Flight, judgeFates } from './fates.ts'
import type { Observed } from './observe.ts'
import { estimatePath, type PathEstimate } from './path-estimate.ts'

/** Something that happens to one packet at one moment. */
export interface Moment {
  readonly tUs: number
  readonly kind: 'arrives' | 'is-lost' | 'is-sent'
  /** Index into `Timeline.flights`. */
  readonly flight: number
  /** Among what happens at the same time. */
  readonly comesAfterSends: boolean
}

/** Everything that happened, in order. Times count from the first segment sent. */
export interface Timeline {
  readonly path: PathEstimate
  /** In the order in which they were sent. */
  readonly flights: readonly Flight[]
  readonly fates: readonly Fate[]
  /** Indexes of the flights of each stream. */
  readonly byStream: readonly (readonly number[])[]
  readonly moments: readonly Moment[]
}

export function timelineOf(capture: Capture, packets: readonly Observed[]): Timeline {
  const path = estimatePath(capture, packets)
  const flights = flightsOf(capture, packets, path)
  const byStream: number[][] = []
  for (const [i, { packet }] of flights.entries()) (byStream[packet.conn] ??= []).push(i)
  const fates = judgeFates(flights, byStream)
  const moments: Moment[] = []
  for (const [i, flight] of flights.entries()) {
    const lost = fates[i]?.lost === true
    const endUs = lost ? middleOf(flight) : flight.arrivesUs
    const end = lost ? 'is-lost' : 'arrives'
    moments.push({ tUs: flight.sentUs, kind: 'is-sent', flight: i, comesAfterSends: true })
    moments.push({ tUs: endUs, kind: end, flight: i, comesAfterSends: endUs === flight.sentUs })
  }
  return { path, flights, fates, byStream, moments: moments.sort(inOrder) }
}

/** A lost segment ends at the midpoint of its flight, as in a simulated run. */
export function middleOf({ sentUs, arrivesUs }: Flight): number {
  return sentUs + Math.floor((arrivesUs - sentUs) / 2)
}

function flightsOf(capture: Capture, packets: readonly Observed[], path: PathEstimate): Flight[] {
  const { options, optionList } = capture.tcp
  const { leadUs, tailUs } = path
  const sent = ({ capturedUs, from }: Observed): number => capturedUs - leadUs[from]
  const startUs = packets.reduce((least, packet) => Math.min(least, sent(packet)), Infinity)
  return packets
    .map((packet) => ({
      packet,
      sentUs: sent(packet) - startUs,
      arrivesUs: packet.capturedUs + tailUs[packet.from] - startUs,
      options: optionList[options[packet.row] ?? -1] ?? null,
    }))
    .sort((p, q) => p.sentUs - q.sentUs || p.packet.row - q.packet.row)
}

/**
 * What arrives may be answered at the same instant, so arrivals come first; but nothing arrives before it was sent, so
 * where a flight takes no time its arrival follows its sending.
 */
function inOrder(a: Moment, b: Moment): number {
  return (
    a.tUs - b.tUs ||
    Number(a.comesAfterSends) - Number(b.comesAfterSends) ||
    a.flight - b.flight ||
    Number(a.kind !== 'is-sent') - Number(b.kind !== 'is-sent')
  )
}
