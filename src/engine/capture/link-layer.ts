import { uint16 } from '../wire/read-bytes.ts'

/** Where the IP header begins in a captured frame (tcpdump.org, "Link-Layer Header Types"). */

/** Not IP, or too short to tell. */
export const NO_IP = -1

type Locate = (bytes: Uint8Array) => number

/** The link types that we read, with the names that libpcap gives them. */
export const LINK_TYPES: ReadonlyMap<number, { readonly name: string; readonly ipAt: Locate }> = new Map([
  [0, { name: 'NULL', ipAt: afterFamily }],
  [1, { name: 'EN10MB', ipAt: (bytes) => afterTags(bytes, 12) }],
  [12, { name: 'RAW', ipAt: atStart }],
  [101, { name: 'RAW', ipAt: atStart }],
  [108, { name: 'LOOP', ipAt: afterFamily }],
  [113, { name: 'LINUX_SLL', ipAt: (bytes) => afterTags(bytes, 14) }],
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

function atStart(): number {
  return 0
}

/** BSD loopback: the address family in the byte order of the machine that captured. */
function afterFamily(bytes: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  const family = a === 0 && b === 0 && c === 0 ? d : b === 0 && c === 0 && d === 0 ? a : 0
  return FAMILIES.has(family) ? 4 : NO_IP
}

/** An EtherType at a place, perhaps behind VLAN tags. */
function afterTags(bytes: Uint8Array, typeAt: number): number {
  let at = typeAt
  let type = uint16(bytes, at)
  for (let tags = 0; tags < MOST_TAGS && TAGS.has(type); tags++) {
    at += 4
    type = uint16(bytes, at)
  }
  return isIp(type) ? at + 2 : NO_IP
}

/** Linux cooked v2 has its EtherType at the beginning; if it is a VLAN tag, the rest of that follows the header. */
function afterCooked2(bytes: Uint8Array): number {
  const type = uint16(bytes, 0)
  if (TAGS.has(type)) return afterTags(bytes, COOKED2_HEADER + 2)
  return isIp(type) ? COOKED2_HEADER : NO_IP
}

function isIp(etherType: number): boolean {
  return etherType === IPV4 || etherType === IPV6
}
