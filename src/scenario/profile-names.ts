import type { ProfileId } from '../engine/tcp/profiles.ts'

/** Names of products: the same in every language. */
export const PROFILE_NAMES: Readonly<Record<ProfileId, string>> = {
  rfc9293: 'RFC 9293',
  linux: 'Linux',
  freebsd: 'FreeBSD',
  macos: 'macOS',
  windows: 'Windows',
}
