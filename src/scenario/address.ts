/** Family of an IP address in text form, or null if it is none. Zones (`%eth0`) and IPv4 inside IPv6 are not taken. */
export function addressFamily(address: string): 4 | 6 | null {
  if (/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(address)) return 4
  return isIpv6(address) ? 6 : null
}

export function isAddress(address: string): boolean {
  return addressFamily(address) !== null
}

/** RFC 4291 2.2: eight groups, or fewer with one `::` in place of at least one group of zeros. */
function isIpv6(address: string): boolean {
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8
}
