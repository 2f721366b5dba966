import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { SimulateReport } from '../../src/cli/reports/simulate-report.js'
import { run } from '../cli/captured-terminal.js'

const folder = fileURLToPath(new URL('../../examples/', import.meta.url))
const scenarios = [
  ...readdirSync(folder),
  ...readdirSync(`${folder}claims`).map((name) => `claims/${name}`),
].filter((name) => name.endsWith('.yaml'))

async function oneDay(name: string, ...args: string[]): Promise<SimulateReport> {
  const { code, out } = await run(['simulate', folder + name, '--json', '--replications', '2', ...args])
  expect(code).toBe(0)
  return JSON.parse(out) as SimulateReport
}

test.each(scenarios)('%s is a valid scenario', async (name) => {
  const { code, out } = await run(['validate', folder + name])
  expect(code).toBe(0)
  expect(out).toContain('ok')
})

test.each(['home-furniture-peak.yaml', 'bank-1999.yaml'])(
  '%s runs, and prints the same bytes twice',
  async (name) => {
    expect(await oneDay(name)).toEqual(await oneDay(name))
  },
)

test('the furniture peak meets the same customers with the bot off and on, and answers sooner with it', async () => {
  const off = await oneDay('home-furniture-peak.yaml')
  const on = await oneDay('home-furniture-peak.yaml', '--set', 'bot.on=true')
  const valueOf = ({ summary }: SimulateReport, measure: 'offered' | 'asa'): number =>
    summary.rows.find(({ kind }) => kind === 'total')?.estimates[measure]?.value ?? Number.NaN
  expect(valueOf(on, 'offered')).toBe(valueOf(off, 'offered'))
  expect(valueOf(on, 'asa')).toBeLessThan(valueOf(off, 'asa'))
})

test.each([
  ['hours', 'before', 'after'],
  ['alert', 'before', 'after'],
  ['bot', 'before', 'after'],
])(
  'claims/%s: what docs/claims.md says of %s and %s has the same sign in two runs',
  async (claim, first, second) => {
    const before = await oneDay(`claims/${claim}-${first}.yaml`)
    const after = await oneDay(`claims/${claim}-${second}.yaml`)
    const waitOf = ({ summary }: SimulateReport): number => summary.rows[0]!.estimates['meanWait']!.value!
    expect(waitOf(after)).toBeLessThan(waitOf(before) * 0.6)
  },
)

test('claims/satisfaction: shorter waits and better answers each please more customers, and both most', async () => {
  const satisfied: number[] = []
  for (const name of ['before', 'waits', 'solved', 'after']) {
    const { summary } = await oneDay(`claims/satisfaction-${name}.yaml`)
    satisfied.push(summary.rows[0]!.estimates['satisfaction']!.value!)
  }
  const [before, waits, solved, after] = satisfied
  expect(waits).toBeGreaterThan(before!)
  expect(solved).toBeGreaterThan(before!)
  expect(after).toBeGreaterThan(Math.max(waits!, solved!))
})

test('after-sales-week runs under the policy of production: hours close queues, and nobody is turned away unless they refuse', async () => {
  const name = 'after-sales-week.yaml'
  const valueOf = ({ summary }: SimulateReport, measure: string): number =>
    summary.rows.find((row) => row.name === 'repairs')!.estimates[measure]!.value!
  const held = await oneDay(name)
  const refused = await oneDay(name, '--set', 'policy.queues.repairs.closed=refuse')
  expect([valueOf(held, 'closed'), valueOf(refused, 'closed.waiting')]).toEqual([0, 0])
  expect(valueOf(held, 'closed.waiting')).toBeGreaterThan(100)
  expect(valueOf(refused, 'closed')).toBeGreaterThan(100)
  expect(valueOf(held, 'callbacks.reached')).toBeGreaterThan(20)
  expect(valueOf(held, 'followUps.reached')).toBeGreaterThan(100)
  expect(valueOf(held, 'meanWait.open')).toBeLessThan(valueOf(held, 'meanWait') / 10)
})
