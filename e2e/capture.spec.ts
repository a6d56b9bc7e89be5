import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { complaints } from './support/axe.ts'
import { expect, test } from './support/strict-page.ts'

const SAMPLES = 'src/test/samples'
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Position in time' })

async function open(page: Page): Promise<void> {
  await page.goto('./?lang=en#open-normal?view=capture')
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
}
const choose = (page: Page, ...files: Parameters<ReturnType<Page['locator']>['setInputFiles']>) =>
  page.locator('input[type=file]').setInputFiles(...files)
const file = (name: string, content: string) => ({ name, mimeType: '', buffer: Buffer.from(content) })

test('a capture stands in the same views as a run, and what was only inferred is named', async ({ page }) => {
  await open(page)
  await choose(page, `${SAMPLES}/13-real-linux-second-request-lost.pcap`)
  await expect(page.getByText('pcap, 16 packets, 16 of them TCP')).toBeVisible()
  await expect(page.getByRole('button', { name: /10\.9\.0\.1:40100/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(page.getByRole('button', { name: /PSH ACK/ }).first()).toBeVisible()
  const remarks = page.getByRole('region', { name: 'What is unusual or inferred here' })
  await page.keyboard.press('End')
  const last = Number(await scrubber(page).getAttribute('aria-valuemax'))
  const seen = new Set<string>()
  for (let step = last; step > 0; step--) {
    seen.add((await remarks.textContent()) ?? '')
    await page.keyboard.press('ArrowLeft')
    await expect(scrubber(page)).toHaveAttribute('aria-valuenow', String(step - 1))
  }
  expect([...seen].join('\n')).toMatch(/retransmission/)
  expect([...seen].join('\n')).toMatch(/inferred/)
})

test('it can be simulated, and only then changed', async ({ page }) => {
  await open(page)
  await choose(page, `${SAMPLES}/01-ethernet-ipv4-normal.pcap`)
  await page
    .getByRole('button', { name: /SYN ACK/ })
    .first()
    .click()
  await page.keyboard.press('d')
  await expect(page.getByText('Simulate it to change it')).toBeVisible()
  await page.getByRole('button', { name: 'Change it in the studio' }).click()
  await expect(page.getByRole('slider', { name: 'Loss' }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /SYN ACK/ }).first()).toBeVisible()
})

test('its simulation stands beside it, segment by segment, with what differs', async ({ page }) => {
  await open(page)
  await choose(page, `${SAMPLES}/13-real-linux-second-request-lost.pcap`)
  await page.getByRole('button', { name: 'Simulate this' }).click()
  const differences = page.getByRole('region', { name: 'What differs' })
  await expect(differences).toContainText('all 16 segments are the same')
  const [captured, simulated] = [
    page.getByRole('group', { name: 'The capture' }),
    page.getByRole('group', { name: 'Simulated' }),
  ]
  const fin = { name: /^Server to client, FIN ACK/ }
  await captured.getByRole('button', fin).click()
  await expect(simulated.getByRole('button', fin)).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Back to the capture alone' }).click()
  await expect(page.getByRole('region', { name: 'What is unusual or inferred here' })).toBeVisible()
})

test('a segment is inspected to the byte: those of the file, with their checksum', async ({ page }) => {
  await open(page)
  await choose(page, `${SAMPLES}/01-ethernet-ipv4-normal.pcap`)
  await page
    .getByRole('button', { name: /^Server to client, SYN ACK/ })
    .first()
    .click()
  await expect(
    page.getByText(/Bytes of the file: packet 2, from byte \d+\. The checksum is right\./),
  ).toBeVisible()
  const file = readFileSync(`${SAMPLES}/01-ethernet-ipv4-normal.pcap`)
  const said = await page.getByText(/Bytes of the file/).textContent()
  const at = Number(/byte ([\d,]+)/.exec(said ?? '')?.[1]?.replace(',', ''))
  const header = [...file.subarray(at, at + 20)].map((byte) =>
    byte.toString(16).toUpperCase().padStart(2, '0'),
  )
  await expect(page.getByRole('group', { name: 'Bytes', exact: true })).toContainText(header.join(''))
})

test('what nobody saw is drawn apart and says so', async ({ page }) => {
  await open(page)
  const whole = readFileSync(`${SAMPLES}/01-ethernet-ipv4-normal.pcap`)
  // Without its first three packets, the handshake.
  let at = 24
  for (let packet = 0; packet < 3; packet++) at += 16 + whole.readUInt32LE(at + 8)
  const buffer = Buffer.concat([whole.subarray(0, 24), whole.subarray(at)])
  await choose(page, { name: 'later.pcap', mimeType: '', buffer })
  await expect(page.getByRole('button', { name: /begins without a handshake/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^ESTABLISHED.*, assumed$/ }).first()).toBeVisible()
})

test('a file that is cut short shows what was read and where it broke', async ({ page }) => {
  await open(page)
  await choose(page, `${SAMPLES}/10-cut-short.pcap`)
  await expect(page.getByText(/Reading stopped at byte [\d,]+, at packet \d+/)).toBeVisible()
  await expect(page.getByRole('button', { name: /SYN/ }).first()).toBeVisible()
})

test('a script is opened in the studio, or told where it is wrong', async ({ page }) => {
  await open(page)
  await choose(
    page,
    file('broken.pkt', '0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+0 frobnicate(3) = 0\n'),
  )
  await expect(page.getByRole('alert')).toContainText(/2/)
  await choose(page, file('notes.txt', '{"hosts": 1}'))
  await expect(page.getByRole('alert')).toContainText('hosts')
})

/** Lets go of a file over the page. */
const drop = (page: Page, text: string) =>
  page.evaluate((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'mine.json'))
    dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }))
  }, text)

test('a scenario is dropped anywhere', async ({ page }) => {
  await page.goto('./?lang=en#close-ack2-lost')
  await expect(page.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  const golden = JSON.parse(readFileSync('src/test/golden-links.json', 'utf8')) as {
    link: { scenario: object | null }
  }[]
  const { scenario } = golden.find(({ link }) => link.scenario !== null)?.link ?? {}
  await drop(page, JSON.stringify({ ...scenario, title: 'Dropped here' }))
  await expect(page.getByRole('button', { name: /Dropped here/ })).toBeVisible()
})

test('a file that nothing can read, because that was not loaded, is spoken of', async ({
  page,
  problems,
}) => {
  problems.expect(/imports-.*\.js/)
  await page.route(/imports-.*\.js/, (route) => route.abort())
  await page.goto('./?lang=en#close-ack2-lost')
  await expect(page.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  await drop(page, '{}')
  await expect(page.getByText('The file was not read')).toBeVisible()
})

test('nothing is in the way of other senses', async ({ page }) => {
  await open(page)
  await choose(page, `${SAMPLES}/08-two-interfaces.pcapng`)
  await expect(page.getByRole('button', { name: /SYN/ }).first()).toBeVisible()
  expect(await complaints(page)).toEqual([])
})
