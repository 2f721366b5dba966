/**
 * The report page: whole, self-contained, and quiet in a real browser: no request, no message, the same without scripts.
 * The browser is Debian's chromium; without one those tests are skipped aloud.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportPage } from '../../../src/cli/reports/page.js'
import { pageStyle } from '../../../src/cli/reports/page-style.js'
import type { SimulateReport } from '../../../src/cli/reports/simulate-report.js'
import { run } from '../captured-terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-page-'))
afterAll(() => rmSync(folder, { recursive: true }))
const scenario = fileURLToPath(new URL('../small-centre.yaml', import.meta.url))
const file = join(folder, 'report.html')
const compared = join(folder, 'compared.html')
const silent = join(folder, 'silent.html')

/** One queue, one agent, so many calls an hour. */
function bare(perHour: number): string {
  const path = join(folder, `bare-${perHour}.yaml`)
  writeFileSync(
    path,
    `name: bare
until: 4h
interval: 1h
policy: { channels: { phone: {} }, skills: [], queues: { calls: {} } }
demand: { calls: { arrivals: { perHour: ${perHour} } } }
service: 3min
agents: [{ name: anna }]
`,
  )
  return path
}

describe('the report page', () => {
  it('is written beside the usual output, which stays the same', async () => {
    const plain = await run(['simulate', scenario])
    expect(await run(['simulate', scenario, '--report', file])).toEqual(plain)
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>.*<\/html>\n$/s)
  })

  it('that cannot be written is refused before anything is run', async () => {
    for (const [path, told] of [
      [join(folder, 'gone', 'x.html'), `there is no folder ${join(folder, 'gone')}`],
      [folder, 'it is a folder'],
    ] as const) {
      const ended = { code: 2, out: '', err: `${path}: cannot be written (${told})\n` }
      expect(await run(['simulate', scenario, '--report', path])).toEqual(ended)
      expect(await run(['compare', scenario, scenario, '--report', path])).toEqual(ended)
    }
  })

  it('that turns out not to be writable costs no result: all is printed first', async () => {
    const path = join(folder, `${'x'.repeat(300)}.html`)
    const sweep = ['simulate', scenario, '--sweep', 'scale=1,2']
    for (const args of [['simulate', scenario], ['compare', scenario, scenario], sweep]) {
      const { out } = await run(args)
      const ended = await run([...args, '--report', path])
      expect([ended.code, ended.out]).toEqual([2, out])
      expect(ended.err).toContain('cannot be written (ENAMETOOLONG')
    }
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

  it('holds the scenario as it was run, so that it can be run again', async () => {
    const { out } = await run(['simulate', scenario, '--seed', '5', '--set', 'scale=1.5', '--report', file])
    const [, text] = /<pre[^>]*>(.*?)<\/pre>/s.exec(readFileSync(file, 'utf8'))!
    const again = join(folder, 'again.yaml')
    const plain = text!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
    writeFileSync(again, plain.replaceAll('&amp;', '&'))
    expect((await run(['simulate', again])).out).toBe(out)
  })

  it.each(['light', 'dark'])('can be read by %s: text stands out from what is behind it', (mode) => {
    const [light, dark] = pageStyle.split('@media (prefers-color-scheme:dark)') as [string, string]
    const colours = new Map(
      [...(mode === 'dark' ? dark : light).matchAll(/--(\w+):#(\w+)/g)].map(([, name, hex]) => [
        name,
        rgb(hex!),
      ]),
    )
    const of = (name: string): number[] => colours.get(name)!
    const strongest = of('heat').map((part, i) => 0.7 * part + 0.3 * of('paper')[i]!)
    for (const name of ['ink', 'soft', 'c0', 'c1', 'c2', 'c4']) {
      expect(contrast(of(name), of('paper')), name).toBeGreaterThan(4.5)
      expect(contrast(of(name), of('card')), `${name} on a card`).toBeGreaterThan(4.5)
    }
    for (const name of ['c0', 'c1', 'c2', 'c3', 'c4', 'c5']) {
      expect(contrast(of(name), of('paper')), `${name} as a line`).toBeGreaterThan(3)
    }
    expect(contrast(of('ink'), strongest)).toBeGreaterThan(4.5)
  })

  it('says that one replication leaves chance open, and that nobody calls', async () => {
    await run(['simulate', bare(5), '--report', file])
    const one = readFileSync(file, 'utf8')
    expect(one).toContain('<b>One replication: ')
    expect(one).not.toMatch(/class="band|confidence|Nobody calls/)
    await run(['simulate', bare(5), '--replications', '3', '--report', file])
    const several = readFileSync(file, 'utf8')
    expect(several).toMatch(/class="band/)
    expect(several).toContain('± and bands: 95.0 % confidence')
    expect(several).not.toContain('One replication')
    await run(['simulate', bare(0), '--report', file])
    const none = readFileSync(file, 'utf8')
    expect(none).toContain('<b>Nobody calls.</b>')
    expect(none).not.toMatch(/NaN|Infinity|null|undefined/)
  })

  it('shows closed hours and calls that agents make, where there are any', async () => {
    const path = join(folder, 'hours.yaml')
    writeFileSync(
      path,
      `name: closed at night
firstDay: monday
until: '24:00'
interval: 1h
policy:
  channels: { phone: {} }
  calendars: { shop: { zone: UTC, weekly: { mon-sun: ['09:00-17:00'] } } }
  queues: { calls: { hours: shop, closed: offerCallback } }
demand: { calls: { arrivals: { blocks: [{ from: '06:00', to: '17:00', perHour: 30 }] } } }
callback: { chance: 1, reached: 0.8 }
service: 3min
agents: [{ name: anna, count: 4 }]
`,
    )
    const captions = [
      'Came while the queue was closed, per run',
      'Calls back, by when the customer came, per run',
    ]
    await run(['simulate', path, '--report', file])
    const page = readFileSync(file, 'utf8')
    for (const caption of captions) expect(page).toContain(`<b>${caption}</b>`)
    expect(page).toMatch(/<b>Mean wait within opening hours<.b>/)
    expect(page).toMatch(/<b>From asking to be called back until being reached<.b>/)
    expect(page).not.toContain('Calls after conversations')
    // Nobody is left out at night, and hours are told as such.
    expect(page).toMatch(/<title>06:00 waited for it to open: \d+<.title>/)
    expect(page).toMatch(/class="tick y"[^>]*>\d+(\.\d)? (min|h)</)
    expect(page).toContain('<li>Mean wait while open<b>')
    expect(page).not.toContain('all days together')
    const { out } = await run(['simulate', path, '--set', 'days=2', '--report', file])
    for (const text of [out, readFileSync(file, 'utf8')]) {
      expect(text).toMatch(/each hour is that of all days together/i)
    }
    await run(['simulate', path, '--set', 'days=2', '--set', 'intervalOfDay=false', '--report', file])
    expect(readFileSync(file, 'utf8')).not.toContain('all days together')
    await run(['simulate', scenario, '--report', file])
    const plain = readFileSync(file, 'utf8')
    for (const caption of captions) expect(plain).not.toContain(caption)
    expect(plain).toContain('<li>Mean wait<b>')
  })

  it('shows only the hours in which anything happens', async () => {
    const path = join(folder, 'open.yaml')
    writeFileSync(
      path,
      `name: open by day
until: '24:00'
interval: 1h
policy: { channels: { phone: {} }, skills: [], queues: { calls: {} } }
demand: { calls: { arrivals: { blocks: [{ from: '09:00', to: '12:00', perHour: 30 }] } } }
service: 3min
agents: [{ name: anna, shifts: [{ from: '09:00', to: '12:00' }] }]
`,
    )
    await run(['simulate', path, '--report', file])
    const page = readFileSync(file, 'utf8')
    const ticks = [...page.matchAll(/class="tick x"[^>]*>(\d\d:00)</g)].map(([, tick]) => tick)
    expect([...new Set(ticks)]).toEqual(expect.arrayContaining(['08:00', '09:00', '12:00']))
    expect(ticks).not.toContain('06:00')
    expect(ticks).not.toContain('15:00')
    expect(page).toContain('Hours in which nobody calls, waits or works are left out.')
  })

  it('tells many scenarios in a table, charts as many as can be told apart, and folds the rest', async () => {
    const { out } = await run(['simulate', scenario, '--json'])
    const one = JSON.parse(out) as SimulateReport
    const page = reportPage(Array.from({ length: 8 }, (_, i) => ({ ...one, scenario: `plan ${i}` })))
    expect(page).toContain('<h1>plan 0 · and 7 more</h1>')
    expect(page).not.toContain('class="tiles"')
    expect(page).not.toContain('class="band')
    expect(page).toContain('Shown are the first 6 of 8. The bands are left out; the numbers have them.')
    const [, glance] = /<caption class="unseen">All together<\/caption>(.*?)<\/table>/s.exec(page)!
    const names = [...glance!.matchAll(/<th scope="row">(<span.*?<\/span>)?(plan \d)</g)]
    expect(names.map(([, key, name]) => `${name}${key === undefined ? '' : ' with a key'}`)).toEqual([
      ...[0, 1, 2, 3, 4, 5].map((i) => `plan ${i} with a key`),
      'plan 6',
      'plan 7',
    ])
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

/** `1af` or `11aaff` as three parts, 0..255. */
function rgb(hex: string): number[] {
  const long = hex.length === 3 ? hex.replaceAll(/./g, '$&$&') : hex
  return [0, 2, 4].map((from) => Number.parseInt(long.slice(from, from + 2), 16))
}

/** Contrast ratio by the Web Content Accessibility Guidelines 2.1; 4.5 is asked of text. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [high, low] = [one, other].map(luminance).sort((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(parts: readonly number[]): number {
  const [red, green, blue] = parts.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

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
    await run(['simulate', bare(0), '--report', silent])
    await run(['compare', scenario, scenario, scenario, '--set', 'scale=1.1', '--report', compared])
  })
  afterAll(async () => browser.close())

  it.each([
    ['one', 400],
    ['three', 400],
    ['three', 1_000],
    ['none', 1_000],
  ] as const)(
    '%s on %i points: no message, nothing wider than the page, and each part has its name',
    async (which, width) => {
      const context = await browser.newContext({ viewport: { width, height: 800 } })
      const page = await context.newPage()
      const told: string[] = []
      page.on('console', (message) => told.push(message.text()))
      const shown = { one: file, three: compared, none: silent }[which]
      await page.goto(pathToFileURL(shown).href)
      expect(told).toEqual([])
      const over = await page
        .locator('html')
        .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      expect(over).toBe(0)
      const text = readFileSync(shown, 'utf8')
      const levels = [...text.matchAll(/<h([1-6])>/g)].map(([, level]) => Number(level))
      expect(levels[0]).toBe(1)
      levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 1)).toBeLessThanOrEqual(1))
      for (const nameless of [
        'table:not(:has(caption)), caption:empty',
        'svg[role=img]:not([aria-label]), [role=group]:not([aria-label]), [aria-label=""]',
        'th:not([scope])',
      ]) {
        expect(await page.locator(nameless).count(), nameless).toBe(0)
      }
      const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!)
      expect(new Set(ids).size).toBe(ids.length)
      const links = [...text.matchAll(/<a href="#([^"]*)"/g)].map(([, id]) => id!)
      expect(links).toEqual(ids)
      await context.close()
    },
  )

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
      for (const table of await page.locator('section > .wide').all()) {
        expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
      }
      expect((await page.screenshot()).length).toBeGreaterThan(10_000)
      await context.close()
    },
  )
})
