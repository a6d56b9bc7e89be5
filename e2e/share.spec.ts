import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { complaints } from './support/axe.ts'
import { expect, test } from './support/strict-page.ts'
import { drawn } from './support/studio-page.ts'

async function share(page: Page, way: string): Promise<void> {
  await page.goto('./?lang=en&theme=dark#close-ack2-lost?at=12')
  await drawn(page)
  await expect(page.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  await page.keyboard.press('s')
  await page.getByText(way, { exact: true }).click()
}

test('the link is to this moment, without what only this reader wants', async ({ page }) => {
  await share(page, 'Link')
  await expect(page.getByLabel('Link to this moment')).toHaveValue(/\/#close-ack2-lost\?at=12$/)
  expect(await complaints(page, { within: '[role=dialog]' })).toEqual([])
})

test('the snippet is what the preview shows', async ({ page }) => {
  await share(page, 'Embed')
  await expect(
    page.frameLocator('iframe').getByRole('heading', { name: 'The last ACK is lost' }),
  ).toBeVisible()
  await page.getByRole('dialog').getByText('Dark', { exact: true }).click()
  const snippet = await page.getByLabel('HTML to paste').inputValue()
  const src = /src="([^"]+)"/.exec(snippet)?.[1]?.replaceAll('&amp;', '&')
  expect(src).toMatch(/embed\.html\?lang=en&theme=dark#close-ack2-lost\?at=12$/)
  await expect(page.locator('iframe')).toHaveAttribute('src', src ?? '')
})

const FILES: [button: string, name: string, begins: RegExp][] = [
  ['SVG picture', 'The last ACK is lost.svg', /^<\?xml.*\n<svg/],
  ['Animated SVG', 'The last ACK is lost.svg', /^<\?xml.*\n<svg/],
  ['PNG, 2×', 'The last ACK is lost.png', /^\ufffdPNG/],
  ['pcapng with narration', 'The last ACK is lost.pcapng', /^\n\r\r\n/],
  ['pcap', 'The last ACK is lost.pcap', /^\ufffd/],
  ['tcpdump text', 'The last ACK is lost.txt', /^00:00:00/],
  ['Mermaid', 'The last ACK is lost.mmd', /^sequenceDiagram/],
  ['PlantUML', 'The last ACK is lost.puml', /^@startuml/],
  ['CSV table', 'The last ACK is lost.csv', /^n,connection/],
  ['JSON: scenario', 'The last ACK is lost.json', /^\{/],
]

test('every kind of file can be saved', async ({ page }) => {
  await share(page, 'Files')
  for (const [button, name, begins] of FILES) {
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: button, exact: true }).click()
    const file = await saved
    expect(file.suggestedFilename()).toBe(name)
    expect((await readFile(await file.path())).subarray(0, 200).toString()).toMatch(begins)
  }
})

test('an animated picture plays in an img, without a script', async ({ page }) => {
  await page.goto('./?lang=en')
  const run = spawnSync('node', [
    'tools/run-ts.mjs',
    'src/cli/main.ts',
    'run',
    'open-normal',
    '--format',
    'animated-svg',
  ])
  const image = await page.evaluate(async (text) => {
    const picture = new Image()
    picture.src = `data:image/svg+xml,${encodeURIComponent(text)}`
    await picture.decode()
    const drawn = () => {
      const canvas = document.createElement('canvas')
      canvas.width = picture.width
      canvas.height = picture.height
      canvas.getContext('2d')?.drawImage(picture, 0, 0)
      return canvas.toDataURL()
    }
    const before = drawn()
    document.body.append(picture)
    for (let n = 0; n < 40; n++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      if (drawn() !== before) return { width: picture.width, moves: true }
    }
    return { width: picture.width, moves: false }
  }, run.stdout.toString())
  expect(image).toEqual({ width: 820, moves: true })
})
