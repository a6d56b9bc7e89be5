import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { beforeAll, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { setLocale } from '../../i18n/locale.ts'
import { CATALOGUE } from '../../scenario/catalogue.ts'
import { studio } from '../../store/store.ts'
import { Rail } from './rail.tsx'

beforeAll(() => setLocale('en'))

it('lists every scenario with its picture, and React has nothing to complain about', async () => {
  const complain = vi.spyOn(console, 'error')
  await render(<Rail collapsed={false} />)
  for (const { id } of CATALOGUE) {
    // Only the selected one has lifelines in colour.
    studio.setState({ catalogueId: id })
    await expect.poll(() => document.querySelectorAll('nav [data-selected]').length).toBe(1)
  }
  expect(document.querySelectorAll('nav a svg').length).toBeGreaterThanOrEqual(CATALOGUE.length)
  expect(complain).not.toHaveBeenCalled()
})

it('is one Tab stop, and arrows go round it', async () => {
  studio.setState({ catalogueId: null })
  await render(<Rail collapsed={false} />)
  await expect.element(page.getByRole('link', { name: 'Three-way handshake' })).toBeVisible()
  await userEvent.keyboard('{Tab}')
  await expect.element(page.getByRole('link', { name: 'Three-way handshake' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}{ArrowDown}')
  await expect.element(page.getByRole('link', { name: 'Three-way handshake' })).toHaveFocus()
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement?.tagName).toBe('BUTTON')
})
