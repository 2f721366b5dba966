/** Thresholds and precision on the command line: what is printed, and the exit code. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { SimulateReport } from '../../../src/cli/reports/simulate-report.js'
import { run } from '../captured-terminal.js'

const scenario = fileURLToPath(new URL('../small-centre.yaml', import.meta.url))

async function judged(thresholds: readonly string[], ...args: string[]) {
  return run(['simulate', scenario, '--set', `thresholds=${JSON.stringify(thresholds)}`, ...args])
}

describe('thresholds', () => {
  it('that are kept pass', async () => {
    const { code, out, err } = await judged(['abandonment < 50%', 'queue help: meanWait < 5min'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^thresholds\npass {10}abandonment < 50% {12}11\.0 \+- 2\.9 %\npass {10}queue help/m)
  })

  it('that are missed end with 99, after the report', async () => {
    const { code, out, err } = await judged(['abandonment < 1%', 'abandonment < 50%'])
    expect({ code, err }).toEqual({ code: 99, err: '1 of 2 thresholds missed\n' })
    expect(out).toContain('\nfail          abandonment < 1% ')
  })

  it('that are not decided say so, and count as missed only when asked', async () => {
    const open = await judged(['abandonment < 11%'])
    expect(open.code).toBe(0)
    const never = await judged(['satisfaction > 50%'])
    expect(never.err).toBe(
      'not decided, and never will be, for nothing happens that they measure: satisfaction > 50%\n',
    )
    expect(never.out).toMatch(/^inconclusive +satisfaction > 50% +no value$/m)
    expect(open.err).toBe('1 of 1 thresholds not decided: more replications decide them\n')
    expect(open.out).toContain('\ninconclusive  abandonment < 11% ')
    expect((await judged(['abandonment < 11%'], '--strict')).code).toBe(99)
    expect((await judged(['abandonment < 50%'], '--strict')).code).toBe(0)
  })

  it('are in the JSON', async () => {
    const { out } = await judged(['abandonment < 11%'], '--json')
    const { thresholds } = JSON.parse(out) as SimulateReport
    expect(thresholds).toMatchObject([
      {
        text: 'abandonment < 11%',
        measure: 'abandonment',
        comparison: '<',
        limit: 0.11,
        verdict: 'inconclusive',
      },
    ])
  })

  it('with unknown names are refused before anything is run, with file and line', async () => {
    const { code, out, err } = await judged(['abandoned < 3%', 'queue helps: asa < 3s'])
    expect({ code, out }).toEqual({ code: 104, out: '' })
    expect(err).toContain('thresholds[0]: "3%" is not a number')
    expect((await judged(['queue helps: asa < 3s'])).err).toContain('unknown queue "helps" (maybe "help"?)')
  })
})

describe('precision', () => {
  it('makes as many replications as it takes, and the same for any number of threads', async () => {
    const args = ['simulate', scenario, '--json', '--until-precision', '12%']
    const one = await run([...args, '--workers', '1'])
    expect(one).toMatchObject({ code: 0, err: '' })
    expect(await run([...args, '--workers', '3'])).toEqual(one)
    const { summary } = JSON.parse(one.out) as SimulateReport
    expect(summary.replications).toBeGreaterThanOrEqual(30)
    const { value, halfWidth } = summary.rows[0]!.estimates['meanWait']!
    expect(halfWidth! / value!).toBeLessThanOrEqual(0.12)
  })

  it('says when it was not reached', async () => {
    const { code, err } = await run([
      'simulate',
      scenario,
      '--until-precision',
      '0.01',
      '--replications',
      '31',
    ])
    expect(code).toBe(0)
    expect(err).toMatch(/^meanWait is known to \d+\.\d % only after 31 replications\n/)
  })

  it.each(['0', '100%', 'x'])('%s is no precision', async (text) => {
    expect(await run(['simulate', scenario, '--until-precision', text])).toMatchObject({ code: 2 })
  })
})
