import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { setLocale } from '../../i18n/locale.ts'
import { studio } from '../../store/store.ts'
import { Glossary } from './glossary.tsx'

async function show(about: string | null = null): Promise<void> {
  studio.setState({ view: 'glossary', about })
  await render(
    <div style={{ position: 'fixed', inset: 0, display: 'grid' }}>
      <Suspense>
        <Glossary />
      </Suspense>
    </div>,
  )
}

const card = (state: string) => document.querySelector<HTMLElement>(`[id="${state}"]`)

beforeEach(() => setLocale('en'))
afterEach(() => studio.setState({ view: null, about: null }))

describe('the cards of the states', () => {
  it('say how long each system stays there, what ss prints and how it ends', async () => {
    await show('TIME-WAIT')
    await expect.poll(() => card('TIME-WAIT')?.textContent).toMatch(/RFC 9293240 s.*Linux60 s.*macOS30 s/)
    expect(card('TIME-WAIT')?.textContent).toContain('timeout 2MSL')
    expect(card('ESTABLISHED')?.textContent).toContain('ESTAB')
    await expect.poll(() => document.activeElement?.id).toBe('TIME-WAIT')
  })

  it('keep the rare ways out of sight until they are asked for', async () => {
    await show('CLOSE-WAIT')
    await expect.poll(() => card('CLOSE-WAIT')).not.toBeNull()
    const rare = card('CLOSE-WAIT')?.querySelector('details')
    expect(rare?.open).toBe(false)
    expect(rare?.textContent).toContain('rcv valid RST')
  })
})

describe('a term in a sentence', () => {
  it('tells its meaning by keyboard and gives the focus back', async () => {
    await show('SYN-RECEIVED')
    await expect.poll(() => card('SYN-RECEIVED')).not.toBeNull()
    const term = Array.from(card('SYN-RECEIVED')?.querySelectorAll('button') ?? []).find(
      ({ textContent }) => textContent === 'SYN cookies',
    )
    term?.focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('dialog', { name: 'SYN cookie' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.poll(() => document.activeElement).toBe(term)
  })

  it('leads to all terms', async () => {
    await show()
    await expect.poll(() => card('SYN-RECEIVED')).not.toBeNull()
    await page.getByRole('button', { name: 'backlog' }).first().click()
    await page.getByRole('button', { name: 'All terms' }).click()
    await expect.poll(() => document.activeElement?.id).toBe('backlog')
  })
})

describe('the terms', () => {
  it('can be searched', async () => {
    await show()
    await page.getByRole('searchbox').fill('broken pipe')
    await expect.element(page.getByText('EPIPE', { exact: true }).first()).toBeVisible()
    await expect.element(page.getByText('Window scale')).not.toBeInTheDocument()
  })

  it('have Chinese names', async () => {
    await setLocale('zh')
    await show('four-tuple')
    await expect.poll(() => document.activeElement?.textContent).toMatch(/^四元组/)
  })
})
