/**
 * The report page: whole, self-contained, and quiet in a real browser: no request, no message, the same without scripts.
 * The browser is Debian's chromium; without one those tests are skipped aloud.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportPage } from '../../src/cli/page.js'
import type { SimulateReport } from '../../src/cli/simulate-report.js'
import { run } from './captured-terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-page-'))
afterAll(() => rmSync(folder, { recursive: true }))
const scenario = fileURLToPath(new URL('small-centre.yaml', import.meta.url))
const file = join(folder, 'report.html')

describe('the report page', () => {
  it('is written beside the usual output, which stays the same', async () => {
    const plain = await run(['simulate', scenario])
    expect(await run(['simulate', scenario, '--report', file])).toEqual(plain)
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>.*<\/html>\n$/s)
  })

  it('that cannot be written says so', async () => {
    const ended = await run(['simulate', scenario, '--report', join(folder, 'gone', 'x.html')])
    expect(ended.code).toBe(2)
    expect(ended.err).toContain('cannot be written')
  })

  it('needs nothing from elsewhere, runs nothing, and shows every measure with its formula', async () => {
    const { out } = await run(['simulate', scenario, '--json', '--report', file])
    const report = JSON.parse(out) as SimulateReport & { measures: { name: string; numerator: string }[] }
    const page = readFileSync(file, 'utf8')
    expect(page).not.toMatch(/<script|https?:|src=|@import|url\(/)
    for (const { name, numerator } of report.measures) {
      if ((report.summary.rows[0]!.estimates[name]?.value ?? null) === null) continue
      expect(page).toContain(`<th scope="row">${name}</th>`)
      expect(page).toContain(numerator)
    }
    expect(page).toContain(`seed ${report.seed}, config ${report.configHash}`)
    expect(reportPage([report])).toBe(page)
  })

  it('shows several scenarios side by side, in the order given', async () => {
    const reports = await Promise.all(
      ['1', '2'].map(async (seed) => {
        const { out } = await run(['simulate', scenario, '--json', '--seed', seed])
        return { ...(JSON.parse(out) as SimulateReport), scenario: `<plan ${seed}>` }
      }),
    )
    const page = reportPage(reports)
    expect(page).toContain('<h1>&lt;plan 1&gt; · &lt;plan 2&gt;</h1>')
    expect(page).not.toContain('<plan')
    expect(page.match(/class="line c0"/g)!.length).toBe(page.match(/class="line c1"/g)!.length)
  })
})

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)
if (browserPath === undefined) process.stderr.write('skipped: no chromium to open the report page with\n')

describe.runIf(browserPath !== undefined)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: browserPath!,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    })
    await run(['simulate', scenario, '--report', file])
  })
  afterAll(async () => browser.close())

  it.each([
    { colorScheme: 'light', javaScriptEnabled: true },
    { colorScheme: 'dark', javaScriptEnabled: true },
    { colorScheme: 'light', javaScriptEnabled: false },
  ] as const)(
    '$colorScheme, scripts $javaScriptEnabled: no request, no message, nothing beyond the edge',
    async (options) => {
      const context = await browser.newContext({ ...options, viewport: { width: 1_000, height: 800 } })
      const page = await context.newPage()
      const told: string[] = []
      const asked: string[] = []
      page.on('console', (message) => told.push(message.text()))
      page.on('pageerror', (error) => told.push(error.message))
      page.on('request', (request) => asked.push(request.url()))
      await page.goto(pathToFileURL(file).href)
      expect(told).toEqual([])
      expect(asked).toEqual([pathToFileURL(file).href])
      expect(await page.title()).toBe('small centre')
      for (const picture of await page.getByRole('img').all()) {
        const { width, height } = (await picture.boundingBox())!
        expect(width).toBeGreaterThan(300)
        expect(height).toBeGreaterThan(50)
      }
      expect(await page.getByRole('img').count()).toBeGreaterThan(7)
      expect(await page.getByRole('img', { name: 'Mean wait, answered and abandoned' }).count()).toBe(1)
      expect((await page.screenshot()).length).toBeGreaterThan(10_000)
      await context.close()
    },
  )
})
