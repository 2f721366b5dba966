/** `skillroute staff` by interval: Erlang's numbers where they are exact, and the proof, simulated again as a user would. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { StaffReport } from '../../src/cli/staff.js'
import type { Judgement } from '../../src/sim/study/threshold.js'
import { erlangARequirement } from '../../src/staffing/index.js'
import { run } from './captured-terminal.js'
import { times } from '../times.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-staff-interval-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
function written(scenario: object): string {
  const file = join(folder, `centre-${files++}.json`)
  writeFileSync(file, JSON.stringify(scenario))
  return file
}

/** Loads of 4, 8 and 2 erlangs, each long enough to be at rest nearly all the time. */
const stepped = {
  name: 'steps',
  from: '08:00',
  until: '20:00',
  interval: '4h',
  policy: { channels: { phone: { exclusive: true } }, skills: [], queues: { calls: {} } },
  demand: { calls: { arrivals: { perInterval: [240, 480, 120] } } },
  patience: { law: 'exponential', mean: '3min' },
  service: { law: 'exponential', mean: '4min' },
  serviceLevel: { within: '20s' },
  agents: [
    { name: 'all', count: 4, staffing: [4, 4, 4] },
    { name: 'only mornings', count: 0 },
  ],
  thresholds: ['serviceLevel.withAbandons >= 80%', 'abandonment < 8%'],
}

async function report(...args: string[]): Promise<StaffReport> {
  const { code, out, err } = await run(['staff', ...args, '--json', '--workers', '1'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as StaffReport
}

describe('staff by interval', () => {
  it('finds the numbers of Erlang A within one agent, and proves them', async () => {
    const { byInterval, found, pools } = await report(written(stepped), '--replications', '40')
    expect([found, pools]).toEqual([null, []])
    const targets = {
      serviceLevel: { atLeast: 0.8, withinMs: 20_000, definition: 'withAbandons' as const },
      pAbandon: 0.08,
    }
    const { best, oneLess, asked } = byInterval!
    expect(asked).toEqual({ byInterval: stepped.thresholds, ofDay: [] })
    ;[60, 120, 30].forEach((arrivalsPerHour, interval) => {
      const traffic = { arrivalsPerHour, meanServiceMs: 240_000, meanPatienceMs: 180_000 }
      const exact = erlangARequirement(traffic, targets).agents
      expect(Math.abs(best!.counts[interval]! - exact)).toBeLessThanOrEqual(1)
      const less = oneLess[interval]!.judgements.filter(({ verdict }) => verdict !== 'pass')
      expect(less.length).toBeGreaterThan(0)
    })
    expect(best!.judgements).toHaveLength(6)
    expect(best!.judgements.every(({ verdict }) => verdict === 'pass')).toBe(true)
  })

  it('prints like intervals as one line with the proof, the same for any number of threads', async () => {
    const file = written({ ...stepped, demand: { calls: { arrivals: { perInterval: [120, 120, 0] } } } })
    const quick = ['--replications', '8']
    const { code, out, err } = await run(['staff', file, ...quick, '--workers', '1'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(await run(['staff', file, ...quick, '--workers', '2'])).toEqual({ code, out, err })
    expect(out).toContain('\neach interval by itself: serviceLevel.withAbandons >= 80%; abandonment < 8%\n\n')
    expect(out).toMatch(
      /^all +08:00 +16:00 +4 {2}with 4: \d\d:00 \S+ [<>]=? \d+%: [\d.]+ \+- [\d.]+ %; with 3 at \d\d:00: .*\((missed|not decided)\)$/m,
    )
    expect(out).toMatch(/^all +16:00 +20:00 +0 {2}nobody needed$/m)
    expect(out).toMatch(/^32\.0 agent-hours$/m)
  })

  it('weighs groups by their price, and exchanges the dear for the cheap', async () => {
    const file = written({
      ...stepped,
      agents: [
        { name: 'dear', count: 4, staffing: [4, 4, 4], costPerHour: 50 },
        { name: 'cheap', count: 4, staffing: [0, 0, 4], costPerHour: 20 },
      ],
    })
    const { byInterval } = await report(file, '--replications', '5')
    const { best, groups } = byInterval!
    expect(groups.map(({ cost }) => cost)).toEqual([200, 80])
    expect(best!.counts.slice(0, 3)).toEqual([0, 0, 0])
    expect(best!.cost).toBe(80 * best!.counts.slice(3).reduce((sum, count) => sum + count, 0))
  })

  it('what it proves is what `simulate` says of these numbers', async () => {
    const centres = fc.record({
      seed: fc.integer({ min: 0, max: 1_000 }),
      a: fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 3, maxLength: 3 }),
      // Of fewer contacts in eight runs even a share of all decides nothing, and no plan is enough.
      b: fc.array(fc.integer({ min: 6, max: 15 }), { minLength: 3, maxLength: 3 }),
      // Nobody hangs up: who is not served when the last one goes waits for ever.
      patience: fc.constantFrom('never', { law: 'exponential', mean: '5min' }),
      limit: fc.integer({ min: 60, max: 85 }),
    })
    await fc.assert(
      fc.asyncProperty(centres, async ({ seed, a, b, patience, limit }) => {
        const scenario = {
          ...stepped,
          seed,
          until: '09:30',
          interval: '30min',
          patience,
          policy: { ...stepped.policy, queues: { a: {}, b: {} } },
          demand: { a: { arrivals: { perInterval: a } }, b: { arrivals: { perInterval: b } } },
          agents: [
            { name: 'all', count: 2, staffing: [2, 2, 2] },
            { name: 'only b', count: 1, staffing: [1, 1, 1], queues: ['b'] },
          ],
          thresholds: [`serviceLevel.withAbandons >= ${limit}%`, 'queue b: meanWait < 90s'],
        }
        const { byInterval } = await report(written(scenario), '--replications', '8')
        const { best, oneLess, intervals } = byInterval!
        const thresholds = intervals.flatMap(({ from }) => [
          `interval ${from}: serviceLevel.withAbandons >= ${limit}%`,
          `cell b/${from}: meanWait < 90s`,
          `interval ${from}: unresolved <= 0`,
        ])
        const verdicts = async (counts: readonly number[]): Promise<Judgement[] | null> => {
          const agents = scenario.agents.map((group, g) => ({
            ...group,
            count: Math.max(20, ...counts),
            staffing: counts.slice(g * 3, g * 3 + 3),
          }))
          const file = written({ ...scenario, agents, thresholds })
          const { code, out } = await run([
            'simulate',
            file,
            '--json',
            '--replications',
            '8',
            '--workers',
            '1',
          ])
          // Numbers that could never do are refused before the run.
          return code === 104 ? null : (JSON.parse(out) as { thresholds: Judgement[] }).thresholds
        }
        const kept = await verdicts(best!.counts)
        for (const { verdict, value } of kept!) expect(verdict === 'pass' || value === null).toBe(true)
        for (const [place, plan] of oneLess.entries()) {
          expect(plan === null).toBe(best!.counts[place] === 0)
          if (plan === null) continue
          const less = await verdicts(plan.counts)
          expect(plan.counts).toEqual(best!.counts.with(place, best!.counts[place]! - 1))
          if (less === null) continue
          expect(less.some(({ verdict, value }) => verdict !== 'pass' && value !== null)).toBe(true)
          // To the digit.
          for (const { interval, measure, row, value } of plan.judgements) {
            const again = less.find((each) => each.measure === measure && each.row.name === row.name)
            expect([interval, again?.value]).toEqual([interval, value])
          }
        }
      }),
      times(3),
    )
  })

  it('leaves no queue without anybody, whatever the thresholds ask: what it finds can be run', async () => {
    const centre = {
      ...stepped,
      policy: {
        channels: { phone: { exclusive: true } },
        skills: ['billing'],
        queues: { calls: {}, bills: { requires: { billing: 1 } } },
      },
      demand: {
        calls: { arrivals: { perInterval: [40, 40, 40] } },
        bills: { arrivals: { perInterval: [4, 4, 4] } },
      },
      agents: [
        { name: 'all', count: 4, staffing: [2, 2, 2] },
        { name: 'clerk', count: 3, staffing: [2, 2, 2], skills: { billing: 1 }, queues: ['bills'] },
      ],
      thresholds: ['queue calls: abandonment < 30%'],
    }
    const { code, out, err } = await run(['staff', written(centre), '--replications', '8', '--workers', '1'])
    expect(code).toBe(0)
    expect(err).toContain('bills: no threshold asks anything of it')
    expect(out).toMatch(
      /^clerk +16:00 +20:00 +1 .*with 0: cannot be run: demand\.bills: nobody could ever serve these contacts$/m,
    )
    expect(out).toMatch(/^clerk +08:00 +16:00 +0 {2}nobody needed$/m)
  })

  it('counts those who would be left waiting at the end, where nobody hangs up', async () => {
    const file = written({
      ...stepped,
      until: '09:00',
      interval: '30min',
      patience: 'never',
      service: '8min',
      demand: { calls: { arrivals: { perInterval: [12, 0] } } },
      agents: [{ name: 'all', count: 2, staffing: [2, 1] }],
      thresholds: ['meanWait < 1h'],
    })
    const { code, out } = await run(['staff', file, '--replications', '20', '--workers', '1'])
    expect(code).toBe(0)
    // Any mean wait will do, but one has to be there in time for all.
    expect(out).toMatch(/^all +08:00 .*nobody left waiting: \d+\.\d+ \+- \d+\.\d+ \((missed|not decided)\)$/m)
  })

  it('says when no plan is enough, and what is missed by the nearest', async () => {
    const impossible = ['--set', 'thresholds=["serviceLevel.withAbandons >= 80%", "handleTime < 1min"]']
    const { code, out, err } = await run([
      'staff',
      written(stepped),
      ...impossible,
      '--replications',
      '3',
      '--workers',
      '1',
    ])
    expect({ code, err }).toEqual({ code: 99, err: 'no plan within the limits keeps every threshold\n' })
    expect(out).toContain('the whole day: handleTime < 1min\n')
    expect(out).toMatch(/^ {2}of the day handleTime < 1min: .* \(missed\)$/m)
  })

  it.each([
    [['--groups', 'all,only mornings'], 'with `staffing` and without'],
    [['--set', 'thresholds=[]'], 'has no thresholds'],
  ])('%s: %s', async (args, message) => {
    const ended = await run(['staff', written(stepped), ...args])
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toContain(message)
  })

  it('an interrupt within the search leaves the plans that were tried', async () => {
    const abort = new AbortController()
    let nowMs = 0
    let err = ''
    const { code, out } = await run(['staff', written(stepped), '--workers', '1'], {
      signal: abort.signal,
      showsProgress: true,
      nowMs: () => (nowMs += 1_000),
      err: (text) => {
        err += text
        if (/[1-9]\d* plans tried/.test(text)) abort.abort()
      },
    })
    expect(code).toBe(105)
    expect(err).toMatch(/interrupted after ([1-9]|\d\d+) plans?\n$/)
    expect(out).toContain('\ninterrupted: a cheaper plan may be found by a search to the end\n')
    expect(out).toMatch(/^(no plan so far keeps every target|agents +from +until +number {2}kept$)/m)
  })

  it('an interrupt leaves what the formulas say', async () => {
    const abort = new AbortController()
    abort.abort()
    const { code, out, err } = await run(['staff', written(stepped)], { signal: abort.signal })
    expect({ code, err }).toEqual({ code: 105, err: 'interrupted after 0 of 50 replications\n' })
    expect(out).toContain('by formula')
    expect(out).not.toContain('by simulation')
  })
})
