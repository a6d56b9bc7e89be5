import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, test } from './support/strict-page.ts'

test.use({ keepsSite: true })

const arrow = (page: Page) => page.getByRole('button', { name: /SYN ACK/ }).first()

/** Opens the page and waits until all of it is kept. */
async function visit(page: Page, site = './'): Promise<void> {
  await page.goto(`${site}?lang=en`)
  await expect(arrow(page)).toBeVisible()
  await page.evaluate(async () => {
    const { active, installing, waiting } = await navigator.serviceWorker.ready
    const worker = active ?? waiting ?? installing
    if (worker?.state === 'activated') return
    await new Promise((resolve) => worker?.addEventListener('statechange', resolve))
  })
}

test('the second visit needs no network, nor does anything in it', async ({ page, context, problems }) => {
  await visit(page)
  await context.setOffline(true)
  problems.expect(/ERR_INTERNET_DISCONNECTED|NetworkError|offline/i)
  await page.goto('./?lang=zh#close-ack2-lost?at=12')
  await expect(page.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await page.keyboard.press('s')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goto('./embed.html?lang=en#open-normal')
  await expect(arrow(page)).toBeVisible()
})

/** The same site at another address, whose service worker can be made a newer one. */
async function siteWithReleases(site: string) {
  let release: string | null = null
  const server = createServer((request, response) => {
    void fetch(new URL(`.${request.url ?? '/'}`, site)).then(async (answer) => {
      const body = Buffer.from(await answer.arrayBuffer())
      const isWorker = request.url === '/sw.js' && release !== null
      const newer = body.toString().replace(/"[0-9a-f]{16}"/, `"${release}"`)
      response.writeHead(answer.status, {
        'Content-Type': answer.headers.get('Content-Type') ?? '',
        'Cache-Control': 'no-cache',
      })
      response.end(isWorker ? newer : body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    publish: (name: string) => {
      release = name
    },
    close: () => server.close(),
  }
}

test('a newer release waits until the reader agrees, and then replaces all of the old one', async ({
  page,
  baseURL,
  problems,
}) => {
  test.slow()
  problems.expect(/request to another origin/)
  const site = await siteWithReleases(baseURL ?? '')
  await visit(page, site.url)
  await page.reload()
  await expect(arrow(page)).toBeVisible()
  const kept = () => page.evaluate(() => caches.keys()).catch(() => [])
  const [old] = await kept()
  site.publish('0123456789abcdef')
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update()
  })
  const offer = page.getByRole('button', { name: 'Load it' })
  await expect(offer).toBeVisible({ timeout: 45_000 })
  // What is open stays what it was.
  expect(await kept()).toContain(old)
  await offer.click()
  await expect.poll(kept).toEqual(['synscope-0123456789abcdef'])
  await expect(arrow(page)).toBeVisible()
  site.close()
})

test('the studio as one file runs from a folder, at the moment that it was saved at', async ({
  page,
  problems,
}) => {
  problems.expect(/request to another origin: file:/)
  await page.goto('./?lang=en#close-ack2-lost?at=12')
  await expect(page.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  await page.keyboard.press('s')
  await page.getByText('Files', { exact: true }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: /as one file/ }).click()
  const file = await (await saved).path()
  const html = await readFile(file, 'utf8')
  expect(html).toContain('<meta name="synscope-link" content="#close-ack2-lost?at=12">')
  expect(html).not.toMatch(/(?:src|href)="(?!data:|#)[^"]*\.(?:js|css|woff2|svg)"/)
  const folder = test.info().outputPath('synscope.html')
  await (await saved).saveAs(folder)
  await page.goto(`${pathToFileURL(folder).href}?lang=en`)
  await expect(page.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Position in time' })).toHaveAttribute('aria-valuenow', '12')
})

test('it can be installed', async ({ page }) => {
  const manifest = (await (await page.request.get('./manifest.webmanifest')).json()) as {
    icons: { src: string }[]
    start_url: string
  }
  for (const { src } of manifest.icons) expect((await page.request.get(src)).ok()).toBe(true)
  expect((await page.request.get(manifest.start_url)).ok()).toBe(true)
})
