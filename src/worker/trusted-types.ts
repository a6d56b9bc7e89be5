/**
 * The one Trusted Types policy of the site. Under the Content-Security-Policy every script address that the page
 * starts by itself goes through the policy named `default`: workers made from a blob: of our own and the service worker
 * pass; all else throws. Browsers without Trusted Types have nothing to install.
 */
export function installScriptPolicy(): void {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes
  if (factory === undefined || factory.defaultPolicy !== null) return
  factory.createPolicy('default', { createScriptURL: ownScriptUrl })
}

function ownScriptUrl(url: string): string {
  if (url.startsWith('blob:') || url === './sw.js') return url
  throw new TypeError('This page starts no script from there.')
}

/** The part of the Trusted Types API that is used; TypeScript's DOM library does not have it. */
interface PolicyFactory {
  readonly defaultPolicy: object | null
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): object
}
