import { uint16, uint32 } from '../wire/read-bytes.ts'

/** Where the IP header begins in a captured frame (tcpdump.org, "Link-Layer Header Types"). */

/** Not IP, or too short to tell. */
export const NO_IP = -1

/** Of the frame that lies from one place to before the other. */
type Locate = (bytes: Uint8Array, from: number, to: number) => number

/** The link types that we read, with the names that libpcap gives them. */
export const LINK_TYPES: ReadonlyMap<number, { readonly name: string; readonly ipAt: Locate }> = new Map([
  [0, { name: 'NULL', ipAt: afterFamily }],
  [1, { name: 'EN10MB', ipAt: (bytes, from, to) => afterTags(bytes, from + 12, to) }],
  [12, { name: 'RAW', ipAt: atStart }],
  [101, { name: 'RAW', ipAt: atStart }],
  [108, { name: 'LOOP', ipAt: afterFamily }],
  [113, { name: 'LINUX_SLL', ipAt: (bytes, from, to) => afterTags(bytes, from + 14, to) }],
  [228, { name: 'IPV4', ipAt: atStart }],
  [229, { name: 'IPV6', ipAt: atStart }],
  [276, { name: 'LINUX_SLL2', ipAt: afterCooked2 }],
])

const IPV4 = 0x0800
const IPV6 = 0x86dd
/** 802.1Q, 802.1ad, and the number that came before it. */
const TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100])
const MOST_TAGS = 4
const COOKED2_HEADER = 20

/** AF_INET, and AF_INET6 of Linux, NetBSD, FreeBSD and macOS. */
const FAMILIES: ReadonlySet<number> = new Set([2, 10, 24, 28, 30])

function atStart(_bytes: Uint8Array, from: number): number {
  return from
}

/** BSD loopback: the address family in the byte order of the machine that captured. */
function afterFamily(bytes: Uint8Array, from: number, to: number): number {
  if (from + 4 > to) return NO_IP
  const family = uint32(bytes, from)
  return FAMILIES.has(family <= 0xff ? family : family / 0x100_0000) ? from + 4 : NO_IP
}

/** An EtherType at a place, perhaps behind VLAN tags. */
function afterTags(bytes: Uint8Array, typeAt: number, to: number): number {
  let at = typeAt
  for (let tags = 0; at + 2 <= to; tags++, at += 4) {
    const type = uint16(bytes, at)
    if (isIp(type)) return at + 2
    if (tags === MOST_TAGS || !TAGS.has(type)) break
  }
  return NO_IP
}

/** Linux cooked v2 has its EtherType at the beginning; if it is a VLAN tag, the rest of that follows the header. */
function afterCooked2(bytes: Uint8Array, from: number, to: number): number {
  if (from + 2 > to) return NO_IP
  const type = uint16(bytes, from)
  if (TAGS.has(type)) return afterTags(bytes, from + COOKED2_HEADER + 2, to)
  return isIp(type) ? from + COOKED2_HEADER : NO_IP
}

function isIp(etherType: number): boolean {
  return etherType === IPV4 || etherType === IPV6
}
