/**
 * The whole public surface against tables of reference values, where they are at hand: all to 1e-12 relative.
 * The tables come from exact rational or long-precision evaluation by other formulas (recursions and sums over states).
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  erlangAMeasures,
  erlangAServiceLevels,
  erlangB,
  erlangBMeasures,
  erlangBRequirement,
  erlangC,
  erlangCMeasures,
  erlangCRequirement,
  erlangCServiceLevel,
  erlangCWaitQuantileMs,
  garnett,
  halfinWhitt,
  mmckMeasures,
  mmckServiceLevel,
} from '../../src/staffing/index.js'
import { expectClose } from './close.js'

const folder = fileURLToPath(new URL('../../../shared/reference/', import.meta.url))
const isMissing = !existsSync(folder)
if (isMissing)
  console.warn('staffing reference tables skipped: there is no ../shared/reference beside the project')

/** One row: numbers, but for a few labels, and tables by threshold or probability. */
type Row = Record<string, number>
type Tables = Record<string, Record<string, number>>

function rows(file: string, key = 'table'): (Row & Tables)[] {
  const content = JSON.parse(readFileSync(`${folder}${file}.json`, 'utf8')) as Record<string, unknown>
  const table = content[key] as (Row & Tables)[]
  expect(table.length).toBeGreaterThan(2)
  return table
}

/** The tables use any unit of time; here it is read as an hour. */
const HOUR_MS = 3_600_000
const trafficOf = (row: Row) => ({
  arrivalsPerHour: row['lambda_']!,
  meanServiceMs: HOUR_MS / row['mu']!,
  agents: row['c']!,
})

/** Thresholds are printed to eight digits, but were sixtieths. */
function thresholdMs(printed: string): number {
  const t = Number(printed)
  const sixtieths = Math.round(t * 60)
  return (Math.abs(t * 60 - sixtieths) < 1e-5 ? sixtieths / 60 : t) * HOUR_MS
}

function expectAll(row: Row, actual: Row): void {
  for (const [name, value] of Object.entries(actual)) {
    expectClose(value, row[name]!, `${name} at ${JSON.stringify(row).slice(0, 120)}`)
  }
}

describe.skipIf(isMissing)('the reference tables', () => {
  it('Erlang B', () => {
    for (const row of rows('erlang_b')) {
      expectClose(erlangB(row['c']!, row['a']!), row['blocking']!, `B(${row['c']}, ${row['a']})`)
      const m = erlangBMeasures({ arrivalsPerHour: row['a']!, meanServiceMs: HOUR_MS, agents: row['c']! })
      expectAll(row, { blocking: m.pBlock, occupancy: m.occupancy, carried: m.busyAgents })
    }
  })

  it('Erlang B requirements', () => {
    for (const row of rows('erlang_b', 'min_servers')) {
      const traffic = { arrivalsPerHour: row['a']!, meanServiceMs: HOUR_MS }
      const { agents, proof } = erlangBRequirement(traffic, { pBlock: row['target']! })
      const [only] = proof
      expectAll(row, { min_c: agents, blocking: only!.atAgents, blocking_at_c_minus_1: only!.atOneLess! })
    }
  })

  it('Erlang C', () => {
    for (const row of rows('erlang_c_mmc')) {
      const traffic = trafficOf(row)
      const m = erlangCMeasures(traffic)
      expectAll(row, {
        p_wait: m.pWait,
        Lq: m.meanQueueLength,
        L: m.meanInSystem,
        Wq: m.meanWaitMs / HOUR_MS,
        W: m.meanTimeInSystemMs / HOUR_MS,
        Wq_given_wait: m.meanWaitOfWaitingMs / HOUR_MS,
        var_Wq: m.waitVarianceMs2 / HOUR_MS / HOUR_MS,
        rho: m.occupancy,
        p0: m.pEmpty,
      })
      for (const [t, level] of Object.entries(row['sl'] as unknown as Row)) {
        expectClose(erlangCServiceLevel(traffic, Number(t) * HOUR_MS), level, `service level ${t}`)
      }
      for (const [p, wait] of Object.entries(row['wq_quantiles'] as unknown as Row)) {
        expectClose(erlangCWaitQuantileMs(traffic, Number(p)) / HOUR_MS, wait, `quantile ${p}`)
      }
    }
  })

  it('Erlang C requirements', () => {
    for (const row of rows('erlang_c_staffing')) {
      const traffic = {
        arrivalsPerHour: (row['calls']! * 3600) / row['interval_s']!,
        meanServiceMs: row['aht_s']! * 1000,
      }
      const serviceLevel = { atLeast: row['target_sl']!, withinMs: row['awt_s']! * 1000 }
      const { agents, proof } = erlangCRequirement(traffic, { serviceLevel })
      const m = erlangCMeasures({ ...traffic, agents })
      expectAll(row, {
        min_agents: agents,
        sl: proof[0]!.atAgents,
        sl_at_minus_1: proof[0]!.atOneLess!,
        p_wait: m.pWait,
        asa_s: m.meanWaitMs / 1000,
        occupancy: m.occupancy,
      })
    }
  })

  it('M/M/c/K', () => {
    for (const row of rows('mmck')) {
      const traffic = { ...trafficOf(row), waitingPlaces: row['K']! - row['c']! }
      const m = mmckMeasures(traffic)
      expectAll(row, {
        p_block: m.pBlock,
        lambda_eff: m.acceptedPerHour,
        Lq: m.meanQueueLength,
        L: m.meanInSystem,
        Wq_accepted: m.meanWaitOfAcceptedMs / HOUR_MS,
        W_accepted: m.meanTimeInSystemMs / HOUR_MS,
        p_wait_accepted: m.pWaitOfAccepted,
        p_all_busy: m.pAllBusy,
        Wq_given_wait: m.meanWaitOfWaitingMs / HOUR_MS,
        occupancy: m.occupancy,
        p0: m.pEmpty,
      })
      for (const [t, level] of Object.entries(row['sl_accepted'] as unknown as Row)) {
        expectClose(mmckServiceLevel(traffic, Number(t) * HOUR_MS), level, `service level ${t}`)
      }
    }
  })

  it('Erlang A', () => {
    for (const row of rows('erlang_a')) {
      const traffic = { ...trafficOf(row), meanPatienceMs: HOUR_MS / row['theta']! }
      const m = erlangAMeasures(traffic)
      expectAll(row, {
        p_wait: m.pWait,
        p_abandon: m.pAbandon,
        p_abandon_given_wait: m.pAbandonOfWaiting,
        Lq: m.meanQueueLength,
        L: m.meanInSystem,
        EW_all: m.meanWaitMs / HOUR_MS,
        EW_served: m.meanWaitOfAnsweredMs / HOUR_MS,
        EW_abandoned: m.meanWaitOfAbandonedMs / HOUR_MS,
        EW_given_wait: m.meanWaitOfWaitingMs / HOUR_MS,
        occupancy: m.occupancy,
        p0: m.pEmpty,
      })
      for (const [t, expected] of Object.entries(row['by_threshold'] as unknown as Tables)) {
        const levels = erlangAServiceLevels(traffic, thresholdMs(t))
        expectAll(expected, {
          served_within: levels.withAbandons,
          sl_served_over_offered: levels.withAbandons,
          sl_served_over_answered: levels.answeredOnly,
          sl_served_over_offered_minus_short_abandons: levels.excludingShortAbandons,
          sl_not_waiting_longer: levels.notWaitingLonger,
          abandon_within: levels.pAbandonedWithin,
          still_waiting: levels.pWaitingLonger,
          p_virtual_wait_gt: levels.pOfferedWaitLonger,
        })
      }
    }
  })

  it('square-root staffing', () => {
    for (const row of rows('sqrt_staffing')) {
      expectClose(halfinWhitt(row['beta']!), row['halfin_whitt_p_wait']!, 'Halfin-Whitt')
      for (const [theta, p] of Object.entries(row['garnett_p_wait_theta_over_mu'] as unknown as Row)) {
        expectClose(garnett(row['beta']!, Number(theta)), p, `Garnett ${theta}`)
      }
    }
    for (const row of rows('sqrt_staffing', 'check_vs_erlang_c')) {
      expectAll(row, { hw: halfinWhitt(row['beta_eff']!), exact_erlang_c: erlangC(row['n']!, row['a']!) })
    }
  })

  it('pooled queues', () => {
    for (const row of rows('pooling_bounds')) {
      const load = (row['lambdas'] as unknown as string[]).reduce((sum, rate) => sum + Number(rate), 0)
      const agents = (row['servers'] as unknown as number[]).reduce((sum, n) => sum + n, 0)
      const m = erlangCMeasures({ arrivalsPerHour: load, meanServiceMs: HOUR_MS, agents })
      expectAll(row, { pooled_Wq: m.meanWaitMs / HOUR_MS, pooled_p_wait: m.pWait })
    }
  })
})
