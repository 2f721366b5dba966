/**
 * The simulator against exact values, through the command line and the engine: M/M/c (Erlang C) and M/M/c+M (Erlang A).
 * Within 4 standard errors, which are at most 1 % of the value, for more than one seed. With SKILLROUTE_TRUTH=1 also the
 * systems of the examples, at the length that 1 % takes there.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { SimulateReport } from '../../src/cli/reports/simulate-report.js'
import { packageVersion } from '../../src/cli/version.js'
import type { Estimate } from '../../src/sim/study/replicate.js'
import { run } from './captured-terminal.js'

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}

async function report(file: string, ...args: string[]): Promise<SimulateReport> {
  const { code, out, err } = await run(['simulate', path(file), '--json', ...args])
  expect(err).toBe('')
  expect(code).toBe(0)
  return JSON.parse(out) as SimulateReport
}

function set(settings: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`])
}

interface System {
  readonly c: number
  /** Per second. */
  readonly lambda: number
  readonly mu: number
  /** Hang-ups per second of waiting; 0: nobody hangs up. */
  readonly theta: number
}

/** Exact values by name of the measure; times in ms. */
type Exact = Readonly<Record<string, number>>

/**
 * M/M/c+M by its birth-death chain, with at most `states` in the system; theta = 0 is M/M/c.
 * P(abandon) = theta Lq / lambda and Lq = lambda E[W] (Little), occupancy = lambda (1 - P(abandon)) / (c mu).
 * Source: Palm (1957); Garnett, Mandelbaum and Reiman, M&SOM 4 (2002) 208-227; Erlang (1917) for theta = 0.
 */
function exact({ c, lambda, mu, theta }: System, states = 3_000): Exact {
  let weight = 1
  let total = 1
  let waiting = 0
  let queue = 0
  for (let n = 1; n < states; n++) {
    weight *= lambda / (Math.min(n, c) * mu + Math.max(n - c, 0) * theta)
    total += weight
    if (n >= c) waiting += weight
    if (n > c) queue += weight * (n - c)
  }
  const lq = queue / total
  const abandonment = (theta * lq) / lambda
  return {
    waited: waiting / total,
    meanWait: (lq / lambda) * 1_000,
    occupancy: (lambda * (1 - abandonment)) / (c * mu),
    ...(theta > 0 ? { abandonment } : {}),
  }
}

function expectTruth({ summary }: SimulateReport, values: Exact, names: readonly string[]): void {
  expect(summary.replications).toBeGreaterThanOrEqual(30)
  for (const name of names) {
    const { value, standardError } = summary.rows[0]!.estimates[name] as Estimate
    const truth = values[name]!
    expect(standardError! / truth, `${name}: standard error`).toBeLessThan(0.01)
    expect(Math.abs(value! - truth) / standardError!, `${name}: ${value} for ${truth}`).toBeLessThan(4)
  }
}

const isWhole = process.env['SKILLROUTE_TRUTH'] === '1'

/** Ten minutes a conversation, so that rounding to milliseconds is nothing. */
const MU = 1 / 600

describe('exact values are those of the literature', () => {
  it('M/M/11 and M/M/12+M with 100 calls per half hour of 180 s, patience 300 s', () => {
    const calls = { lambda: 1 / 18, mu: 1 / 180 }
    expect(exact({ ...calls, c: 11, theta: 0 })['waited']).toBeCloseTo(0.6821182046893324, 10)
    expect(exact({ ...calls, c: 11, theta: 0 })['meanWait']).toBeCloseTo(122_781.276844, 4)
    const abandoning = exact({ ...calls, c: 12, theta: 1 / 300 })
    expect(abandoning['abandonment']).toBeCloseTo(0.0427111056986069, 12)
    expect(abandoning['waited']).toBeCloseTo(0.33180203554379994, 12)
    expect(abandoning['meanWait']).toBeCloseTo(12_813.331709582071, 6)
    expect(abandoning['occupancy']).toBeCloseTo(0.7977407452511609, 12)
  })
})

describe('the simulator tells the truth', () => {
  // The relative variance of the mean wait is 22 over the number of calls for one agent and 49 for two (measured on a
  // bare loop), so that these lengths give 0.8 %.
  it.each([
    { c: 2, load: 0.5, hours: '3200h', seed: 1 },
    ...(isWhole ? [1, 2, 3].map((seed) => ({ c: 1, load: 0.4, hours: '3600h', seed })) : []),
    ...(isWhole ? [2, 3].map((seed) => ({ c: 2, load: 0.5, hours: '3200h', seed })) : []),
  ])('M/M/$c at load $load, seed $seed', async ({ c, load, hours, seed }) => {
    const told = await report(
      '../../examples/mmc.yaml',
      '--seed',
      String(seed),
      '--replications',
      '40',
      ...set({ 'demand.calls.arrivals.perHour': 6 * c * load, 'agents[0].count': c }),
      ...set({ service: '{law: exponential, mean: 10min}', until: hours, warmUp: '5h' }),
    )
    const values = exact({ c, lambda: c * load * MU, mu: MU, theta: 0 })
    expectTruth(told, values, ['waited', 'meanWait', 'occupancy'])
  })

  it.each([1, 20_262])('M/M/5+M overloaded, seed %i', async (seed) => {
    const told = await report(
      '../../examples/mmc-abandonment.yaml',
      '--seed',
      String(seed),
      '--replications',
      '30',
      ...set({
        'demand.calls.arrivals.perHour': 33,
        'agents[0].count': 5,
        service: '{law: exponential, mean: 10min}',
      }),
      ...set({ patience: '{law: exponential, mean: 10min}', until: '150h', warmUp: '2h' }),
    )
    const values = exact({ c: 5, lambda: 5.5 * MU, mu: MU, theta: MU })
    expectTruth(told, values, ['waited', 'meanWait', 'abandonment', 'occupancy'])
  })
})

describe.runIf(isWhole)('the whole truth', () => {
  it.each([1, 2, 3])('M/M/14 of the example, seed %i', async (seed) => {
    const told = await report('../../examples/mmc.yaml', '--seed', String(seed), ...set({ until: '1500h' }))
    expectTruth(told, exact({ c: 14, lambda: 1 / 18, mu: 1 / 180, theta: 0 }), [
      'waited',
      'meanWait',
      'occupancy',
    ])
  })

  it.each([1, 2, 3])('M/M/12+M of the example, seed %i', async (seed) => {
    const told = await report(
      '../../examples/mmc-abandonment.yaml',
      '--seed',
      String(seed),
      ...set({ until: '300h' }),
    )
    const values = exact({ c: 12, lambda: 1 / 18, mu: 1 / 180, theta: 1 / 300 })
    expectTruth(told, values, ['waited', 'meanWait', 'abandonment', 'occupancy'])
  })
})

describe('the golden output', () => {
  it.each([
    { form: 'json', args: ['--json'] },
    { form: 'txt', args: [] },
  ])('as $form is the same byte for byte, today and on every run', async ({ form, args }) => {
    const first = await run(['simulate', path('small-centre.yaml'), ...args])
    const second = await run(['simulate', path('small-centre.yaml'), ...args])
    expect(second).toEqual(first)
    const golden = readFileSync(path(`small-centre.golden.${form}`), 'utf8')
    expect(first.out.replaceAll(packageVersion(), '0.0.0')).toBe(golden)
  })

  it('in colour has the same words', async () => {
    const { out } = await run(['simulate', path('small-centre.yaml')], { outColour: true })
    const plain = readFileSync(path('small-centre.golden.txt'), 'utf8')
    expect(out).not.toBe(plain)
    expect(stripVTControlCharacters(out).replaceAll(packageVersion(), '0.0.0')).toBe(plain)
  })

  it('of one run says why there are no intervals', async () => {
    const note = 'one replication: no confidence intervals (--replications 10 gives them)'
    expect((await run(['simulate', path('small-centre.yaml'), '--replications', '1'])).out).toContain(
      `\n${note}\n`,
    )
    expect((await run(['simulate', path('small-centre.yaml'), '--replications', '2'])).out).not.toContain(
      'one replication',
    )
  })

  it('says what was run', async () => {
    const told = await report('small-centre.yaml', '--seed', '5', '--replications', '2')
    expect(told).toMatchObject({ scenario: 'small centre', seed: 5, fromMs: 32_400_000, untilMs: 39_600_000 })
    expect(told.summary.replications).toBe(2)
    expect(told.configHash).toMatch(/^[0-9a-f]{16}$/)
    expect((await report('small-centre.yaml')).configHash).toBe(told.configHash)
    expect((await report('small-centre.yaml', '--set', 'scale=2')).configHash).not.toBe(told.configHash)
  })
})

describe('an interrupt', () => {
  it('before the first run is finished leaves nothing to print', async () => {
    const abort = new AbortController()
    abort.abort()
    const ended = await run(['simulate', path('small-centre.yaml')], { signal: abort.signal })
    expect(ended).toEqual({ code: 105, out: '', err: 'interrupted after 0 of 3 replications\n' })
  })

  it('in a later run prints what the finished ones say', async () => {
    const abort = new AbortController()
    let err = ''
    let nowMs = 0
    const ended = await run(['simulate', path('small-centre.yaml'), '--json', '--workers', '1'], {
      signal: abort.signal,
      showsProgress: true,
      nowMs: () => (nowMs += 1_000),
      err: (text) => {
        err += text
        if (text.includes('2 of 3 runs')) abort.abort()
      },
    })
    expect(ended.code).toBe(105)
    expect(err).toContain('interrupted after 2 of 3 replications\n')
    const told = JSON.parse(ended.out) as SimulateReport
    expect(told.summary).toEqual((await report('small-centre.yaml', '--replications', '2')).summary)
  })

  it('is obeyed inside a long run', async () => {
    const abort = new AbortController()
    const whole = ['simulate', path('small-centre.yaml'), '--replications', '1', '--set', 'scale=200']
    setImmediate(() => setImmediate(() => setImmediate(() => abort.abort())))
    const ended = await run(whole, { signal: abort.signal })
    expect(ended).toEqual({ code: 105, out: '', err: 'interrupted after 0 of 1 replications\n' })
  })
})

describe('a trace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skillroute-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const scenario = `name: trace
policy: { channels: { phone: {} }, skills: [], queues: { calls: {} } }
trace:
  columns: { time: t, service: talk, outcome: end, wait: wait }
  sessions: { columns: { agent: who, from: from, to: to }, queues: all }
`
  const calls = 't,talk,end,wait\n10,60,answered,0\n20,60,answered,30\n30,,abandoned,15\n'

  /** Writes a file and returns its name. */
  function written(name: string, content: string | Uint8Array): string {
    const file = join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const yaml = written('trace.yaml', scenario)
  const sessions = written('sessions.csv', 'who,from,to\nann,0,500\n')
  const plain = written('calls.csv', calls)

  it('is read plain or gzipped, and hashed', async () => {
    const zipped = written('calls.csv.gz', gzipSync(calls))
    const args = ['simulate', yaml, '--sessions', sessions, '--json', '--trace']
    const first = await run([...args, plain])
    expect(first.err).toBe('')
    const told = JSON.parse(first.out) as SimulateReport
    expect(told.recorded!.rows[0]!.estimates['meanWait']!.value).toBe(15_000)
    expect(told.summary.rows[0]!.estimates['offered']!.value).toBe(3)
    expect((await run([...args, zipped])).out).toBe(first.out)
    const other = await run([...args, written('other.csv', calls.replace('20,', '21,'))])
    expect((JSON.parse(other.out) as SimulateReport).configHash).not.toBe(told.configHash)
  })

  it('begins on the first day of the opening hours, which is the first of its dates', async () => {
    const hours = `name: hours
firstDay: '2026-11-23'
policy:
  channels: { phone: {} }
  queues: { calls: { hours: shop, closed: refuse } }
  calendars: { shop: { zone: UTC, weekly: { mon: ['00:00-00:01'], tue: ['00:00-24:00'] } } }
trace: { columns: { date: d, time: t, service: talk } }
agents: [{ name: ann }]
patience: 1h
`
    const dated = written('dated.csv', 'd,t,talk\n2026-11-23,59,1\n2026-11-23,60,1\n2026-11-24,5,1\n')
    const told = async (text: string) =>
      run(['simulate', written('hours.yaml', text), '--trace', dated, '--json'])
    const { estimates } = (JSON.parse((await told(hours)).out) as SimulateReport).summary.rows[0]!
    expect([estimates['offered']!.value, estimates['closed']!.value]).toEqual([2, 1])
    const other = await told(hours.replace('-23', '-22'))
    expect(other).toMatchObject({
      code: 104,
      err: expect.stringMatching(/firstDay: the first contact of .*dated\.csv is of 2026-11-23/) as string,
    })
  })

  it('has nothing to show beside where it does not say what came of anybody', async () => {
    const text = `name: arrivals
policy: { channels: { phone: {} }, queues: { calls: { wrapUpMs: 60000 } } }
trace: { columns: { time: t } }
service: 3min
agents: [{ name: ann }]
`
    const times = written('times.csv', 't\n0\n60\n120\n1800\n')
    const args = ['simulate', written('arrivals.yaml', text), '--trace', times, '--json']
    const told = JSON.parse((await run(args)).out) as SimulateReport
    // Four minutes each: the second waits 3 min, the third 6, the others not at all.
    expect(told.summary.rows[0]!.estimates['meanWait']!.value).toBe(135_000)
    expect(told.recorded).toBe(null)
  })

  it('is shown beside what was simulated', async () => {
    const { out } = await run(['simulate', yaml, '--sessions', sessions, '--trace', plain])
    expect(out).toMatch(/^ +total +recorded$/m)
    expect(out).toMatch(/^meanWait +\d+\.\d +15\.0 +s/m)
    expect(out).toMatch(/^queue +offered +answered +recorded +abandoned +recorded/m)
    expect(out).toContain('compare policies with each other, not with the record')
  })

  it.each([
    { args: [], code: 2, told: 'needs --trace FILE' },
    { args: ['--trace', plain], code: 2, told: 'needs --sessions FILE' },
    {
      args: ['--trace', join(folder, 'gone.csv'), '--sessions', sessions],
      code: 2,
      told: 'gone.csv: cannot be read',
    },
    {
      args: ['--trace', sessions, '--sessions', sessions],
      code: 104,
      told: 'sessions.csv:1:1: has no column "t"',
    },
  ])('$told', async ({ args, code, told }) => {
    const ended = await run(['simulate', yaml, ...args])
    expect(ended.err).toContain(told)
    expect(ended).toMatchObject({ code, out: '' })
  })

  it('a great many faults are told in part', async () => {
    const wrong = written('wrong.csv', `t,talk,end,wait\n${'x,1,answered,0\n'.repeat(80)}`)
    const { code, err } = await run(['simulate', yaml, '--trace', wrong, '--sessions', sessions])
    expect(code).toBe(104)
    expect(err.split('\n').length).toBe(52)
    expect(err).toContain('wrong.csv:2:1: "x" is not a time of day (a number of s or hh:mm:ss)\n')
    expect(err).toContain('... and 30 more')
  })

  it('is for scenarios that have one', async () => {
    const drawn = await run(['simulate', path('small-centre.yaml'), '--trace', plain])
    expect(drawn).toMatchObject({ code: 104, err: expect.stringContaining('trace: is missing') as string })
    const hours = scenario.replace(/ {2}sessions.*\n/, 'agents: [{ name: ann }]\n')
    const alone = await run([
      'simulate',
      written('alone.yaml', hours),
      '--trace',
      plain,
      '--sessions',
      sessions,
    ])
    expect(alone).toMatchObject({
      code: 104,
      err: expect.stringContaining('its trace has no sessions') as string,
    })
  })

  it('cannot have an agent whom the scenario has', async () => {
    const twice = written('twice.yaml', `${scenario}agents: [{ name: ann }]\n`)
    const { code, err } = await run(['simulate', twice, '--trace', plain, '--sessions', sessions])
    expect(code).toBe(104)
    expect(err).toContain('sessions.csv: "ann" is also an agent of the scenario')
  })

  it('may be named by the scenario', async () => {
    const named = scenario
      .replace('trace:', 'trace:\n  file: calls.csv')
      .replace('sessions: {', 'sessions: { file: sessions.csv,')
    expect((await run(['simulate', written('named.yaml', named)])).code).toBe(0)
  })
})

const month = path('../../../shared/data/bank-february-1999.csv.gz')
const hours = path('../../../shared/data/bank-february-1999-agent-sessions.csv')
const isThere = existsSync(month) && existsSync(hours)
if (!isThere) process.stderr.write(`skipped: the recorded month is not at ${month}\n`)

describe.runIf(isThere)('a recorded month', () => {
  it('is replayed call by call, beside what was recorded', async () => {
    const args = ['--trace', month, '--sessions', hours]
    const told = await report('../../examples/bank-1999-replay.yaml', ...args)
    const recorded = told.recorded!.rows[0]!.estimates
    expect(recorded['offered']!.value).toBe(31_125)
    expect(recorded['abandonment']!.value).toBeCloseTo(0.1273, 4)
    expect(recorded['meanWait']!.value! / 1_000).toBeCloseTo(43.926, 2)
    expect(recorded['serviceLevel.withAbandons']!.value).toBeCloseTo(0.5208, 4)
    const simulated = told.summary.rows[0]!.estimates
    expect(simulated['offered']!.value).toBe(31_125)
    expect(simulated['answered']!.numerator + simulated['abandoned']!.numerator).toBe(31_125)
    // Absences were not recorded: less waiting and less abandonment than in truth, but of that order.
    expect(simulated['abandonment']!.value).toBeGreaterThan(0.05)
    expect(simulated['abandonment']!.value).toBeLessThan(0.1)
  })
})
