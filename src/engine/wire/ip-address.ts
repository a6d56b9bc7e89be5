/** An IP address as bytes: 4 of them or 16. */
export type IpBytes = Uint8Array

/** Bytes of an address in text form, or null if it is none. Zones and IPv4 inside IPv6 are not taken. */
export function addressBytes(text: string): IpBytes | null {
  return text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text)
}

function ipv4Bytes(text: string): IpBytes | null {
  const parts = text.split('.')
  const isNumber = (part: string): boolean => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255
  return parts.length === 4 && parts.every(isNumber) ? Uint8Array.from(parts, Number) : null
}

/** RFC 4291 2.2: eight groups, or fewer with one `::` in place of the missing zeros. */
function ipv6Bytes(text: string): IpBytes | null {
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [front = [], back = []] = halves
  const missing = 8 - front.length - back.length
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return null
  const groups = [...front, ...Array.from({ length: missing }, () => '0'), ...back]
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return null
  return Uint8Array.from(
    groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  )
}

/** The address as text, IPv6 in the form of RFC 5952: the longest run of zeros becomes `::`. */
export function addressText(bytes: IpBytes): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0))
  const text = groups.map((group) => group.toString(16)).join(':')
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map((match) => match[0])
  const longest = runs.reduce((best, run) => (zeros(run) > zeros(best) ? run : best), '')
  if (longest === '') return text
  const at = text.indexOf(longest)
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, '')}`
}

const zeros = (run: string): number => run.split('0').length
