/** Thresholds: read as written, refused with a reason, and judged by the interval and nothing else. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MEASURES, appliesTo } from '../../../src/sim/measures/measure-list.js'
import type { Estimate, Summary } from '../../../src/sim/study/replicate.js'
import {
  type Threshold,
  isThreshold,
  judge,
  parseThreshold,
  rowFault,
} from '../../../src/sim/study/threshold.js'

function parsed(text: string): Threshold {
  const threshold = parseThreshold(text)
  if (!isThreshold(threshold)) throw new Error(`${text}: ${threshold.message}`)
  return threshold
}

function told(text: string): string {
  const fault = parseThreshold(text)
  if (isThreshold(fault)) throw new Error(`${text} is a threshold`)
  return `${fault.message} (${fault.hint})`
}

function summary(value: number | null, halfWidth: number | null, denominator = 1_000_000): Summary {
  const numerator = (value ?? 0) * denominator
  const estimate: Estimate = { value, halfWidth, standardError: null, numerator, denominator }
  return {
    replications: 2,
    confidence: 0.95,
    rows: [{ kind: 'total', name: 'total', estimates: { occupancy: estimate } }],
  }
}

describe('a threshold', () => {
  it.each([
    ['serviceLevel.withAbandons >= 80%', 'total total', 0.8],
    ['serviceLevel.withAbandons>=0.8', 'total total', 0.8],
    ['queue repair: wait.p95 < 3min', 'queue repair', 180_000],
    ['tier core: asa <= 90s', 'tier core', 90_000],
    ['interval 09:30: abandonment < 5 %', 'interval 09:30', 0.05],
    ['match north team/calls: matchShare > 0.1', 'match north team/calls', 0.1],
    ['contactsPerAgentHour >= 10', 'total total', 10],
    ['alerts.queueWait.breached < 2', 'total total', 2],
  ])('%s', (text, row, limit) => {
    const threshold = parsed(text)
    expect(`${threshold.row.kind} ${threshold.row.name}`).toBe(row)
    expect(threshold.limit).toBe(limit)
    expect(threshold.text).toBe(text)
  })

  it.each([
    ['wait < 3', 'unknown measure "wait" (maybe "meanWait"?)'],
    ['serviceLevel >= 80%', 'unknown measure "serviceLevel" (maybe "serviceLevel.withAbandons"?)'],
    ['SLA >= 80%', 'unknown measure "SLA" (maybe "serviceLevel.withAbandons"?)'],
    ['waitt.p95 < 3min', 'unknown measure "waitt.p95" (maybe "wait.p95"?)'],
    [
      'servicelevel.withabandon >= 0.8',
      'unknown measure "servicelevel.withabandon" (maybe "serviceLevel.withAbandons"?)',
    ],
    ['asa < 90', '"90" is not a time with a unit (write 90s, or 90min)'],
    ['asa < 3 minutes', '"3 minutes" is not a time with a unit (write 3min)'],
    ['occupancy < 85', '"85" is not a share (write 85% or 0.85)'],
    ['occupancy < 7,5 %', '"7,5 %" is not a share (write 7.5% or 0.075)'],
    ['occupancy < 850', '"850" is not a share (write 80% or 0.8)'],
    ['agentHours < 85%', '"85%" is not a number'],
    ['queues a: asa < 9s', '"queues" is no kind of row (maybe "queue"?)'],
    [
      'queue a: occupancy < 9%',
      'occupancy has no meaning for a queue (it has for: total, interval, group, agent)',
    ],
    ['agent a: asa < 9s', 'asa has no meaning for an agent (it has for: '],
    ['asa < 9s and asa > 1s', 'is more than one threshold (each on a line of its own in the list)'],
    ['asa < 9s, abandonment < 5%', 'is more than one threshold'],
    ['asa', 'is not a threshold'],
    ['asa = 9s', 'is not a threshold'],
    ['', 'is not a threshold'],
  ])('%s is refused', (text, message) => {
    expect(told(text)).toContain(message)
  })

  it('every measure can be asked of every row that has it', () => {
    for (const [column, { name, unit }] of MEASURES.entries()) {
      const limit = unit === 'share' ? '50%' : unit === 'ms' ? '5s' : '5'
      for (const kind of ['queue', 'tier', 'interval', 'group', 'agent', 'match', 'cell'] as const) {
        expect(isThreshold(parseThreshold(`${kind} x: ${name} < ${limit}`))).toBe(appliesTo(column, kind))
      }
    }
  })

  it('names the nearest row', () => {
    const rows = [
      { kind: 'queue', name: 'repair' },
      { kind: 'tier', name: 'repairs' },
    ] as const
    expect(rowFault(parsed('queue repair: asa < 9s'), rows)).toBeNull()
    expect(rowFault(parsed('queue repairs: asa < 9s'), rows)).toEqual({
      message: 'unknown queue "repairs"',
      hint: 'maybe "repair"?',
    })
  })

  it('has a measure of what the scenario has: of hours where there are hours', () => {
    const rowsWith = (...features: ('hours' | 'callback')[]) => [
      { kind: 'total', name: 'total', features } as const,
    ]
    const limit = parsed('meanWait.open < 9s')
    expect(rowFault(limit, rowsWith('callback', 'hours'))).toBeNull()
    for (const rows of [rowsWith('callback'), rowsWith()]) {
      expect(rowFault(limit, rows)?.message).toBe('meanWait.open has no value here')
    }
  })

  it('passes where every truth in the interval keeps it, fails where none does, and else is not decided', () => {
    // Exact in binary, so that sums and differences are.
    const share = fc.integer({ min: 0, max: 1_024 }).map((n) => n / 1_024)
    fc.assert(
      fc.property(
        share,
        share,
        share,
        fc.constantFrom('<', '<=', '>', '>='),
        (value, halfWidth, limit, comparison) => {
          const threshold = { ...parsed(`occupancy ${comparison} 0.5`), limit }
          const { verdict } = judge(threshold, summary(value, halfWidth))
          const opposite = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const
          const other = judge(
            { ...threshold, comparison: opposite[comparison] },
            summary(value, halfWidth),
          ).verdict
          const swapped = { pass: 'fail', fail: 'pass', inconclusive: 'inconclusive' } as const
          expect(other).toBe(swapped[verdict])
          const rises = comparison.startsWith('>')
          const better = judge(threshold, summary(value + (rises ? 1 : -1), halfWidth)).verdict
          if (verdict === 'pass') expect(better).toBe('pass')
          if (value > 0 && value < 1) {
            expect(judge(threshold, summary(value, 0)).verdict).not.toBe('inconclusive')
          }
          if (Math.abs(value - limit) < halfWidth) expect(verdict).toBe('inconclusive')
          if (Math.abs(value - limit) > halfWidth) expect(verdict).not.toBe('inconclusive')
        },
      ),
    )
  })

  it('is not taken for kept because nothing has gone wrong in a few contacts', () => {
    // Of n contacts none: by chance in one of forty such runs up to 1 - 0.025^(1/n) of all do, for 100 contacts 3.6 %.
    expect(judge(parsed('occupancy < 3%'), summary(0, 0, 100)).verdict).toBe('inconclusive')
    expect(judge(parsed('occupancy < 4%'), summary(0, 0, 100)).verdict).toBe('pass')
    expect(judge(parsed('occupancy > 97%'), summary(1, 0, 100)).verdict).toBe('inconclusive')
    expect(judge(parsed('occupancy > 96%'), summary(1, 0, 100)).verdict).toBe('pass')
    expect(judge(parsed('occupancy > 4%'), summary(0, 0, 100)).verdict).toBe('fail')
    expect(judge(parsed('occupancy < 4%'), summary(0, 0, 100)).halfWidth).toBeCloseTo(1 - 0.025 ** 0.01, 12)
  })

  it('is not decided without an interval', () => {
    expect(judge(parsed('occupancy < 0.5'), summary(0.1, null)).verdict).toBe('inconclusive')
    expect(judge(parsed('occupancy < 0.5'), summary(null, null)).verdict).toBe('inconclusive')
    expect(judge(parsed('asa < 5s'), summary(0.1, 0)).verdict).toBe('inconclusive')
  })
})
