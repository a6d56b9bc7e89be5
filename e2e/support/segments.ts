import type { Locator, Page } from '@playwright/test'

/** The scenario of most tests of hands and keys. */
export const LOST = '#close-ack2-lost'
/** Its first FIN, sent at 1 s. */
export const FIN = /^Client to server, FIN ACK/

export const arrow = (page: Page, name: RegExp): Locator => page.getByRole('button', { name }).first()

/** Where an arrow ends: what a hand takes. */
export const headOf = (segment: Locator): Locator => segment.locator('[class*=_head_]').first()

export const changes = (page: Page): Locator => page.getByRole('group', { name: 'Changes' })

export const toolbar = (page: Page): Locator => page.getByRole('group', { name: 'Change this segment' })
