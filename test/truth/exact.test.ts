/**
 * The exact values that the simulator is held against are those of the literature: limits, and reference tables
 * where present.
 */
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { mmckMeasures } from '../../src/staffing/index.js'
import { pooledLaw } from './exact-chain.js'
import { dayLaw, sharedLines } from './exact-day.js'
import { accumulating, cobham, pollaczekKhinchine, waitInOrder } from './exact-priority.js'
import { skillGraphLaw } from './exact-skills.js'

const folder = fileURLToPath(new URL('../../../shared/reference/', import.meta.url))
const isThere = existsSync(folder)
if (!isThere) process.stderr.write(`skipped: no reference tables at ${folder}\n`)

function table(name: string): unknown {
  return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'))
}

function expectClose(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual / expected - 1), `${actual} for ${expected}`).toBeLessThan(relative)
}

describe('limits', () => {
  it('one rate for all is the order of arrival; rates far apart are strict precedence', () => {
    const classes = [{ load: 1 }, { load: 1.5 }, { load: 2 }]
    for (const wait of accumulating(5, classes)) expectClose(wait, waitInOrder(5, 4.5).mean, 1e-12)
    const apart = classes.map((each, i) => ({ ...each, rate: 1e9 ** (2 - i) }))
    cobham(5, classes).forEach((wait, i) => expectClose(accumulating(5, apart)[i]!, wait, 1e-6))
  })

  it('a graph in which everybody can do everything is M/M/c', () => {
    const both = { rate: 1, types: [0, 1] }
    const { meanWait, waits, busy } = skillGraphLaw({ rates: [1.2, 0.9], agents: [both, both, both] })
    expectClose(meanWait[0]!, waitInOrder(3, 2.1).mean, 1e-12)
    expectClose(waits[1]!, waitInOrder(3, 2.1).waits, 1e-12)
    expectClose(busy[2]!, 0.7, 1e-12)
  })

  it('one class and one pool is Erlang A; a day of a thousand intervals comes to rest there', () => {
    const law = pooledLaw({
      classes: [{ rate: 4, theta: 0.5 }],
      pools: [{ agents: 4, rates: [1] }],
      tries: [[0]],
      takes: [[0]],
      longest: 60,
    })
    const day = dayLaw({
      intervalSeconds: 4_000,
      arrivals: Array.from({ length: 5 }, () => 160),
      agents: Array.from({ length: 5 }, () => 4),
      mu: 0.01,
      theta: 0.005,
      longest: 40,
    })
    const { meanWait, occupancy } = law
    expectClose(occupancy[0]!, (4 * (1 - law.abandonment[0]!)) / 4, 1e-10)
    // From an empty start the mean of the day is a little below.
    expect(day.meanWaitSeconds / 100).toBeLessThan(meanWait[0]!)
    expect(day.meanWaitSeconds / 100).toBeGreaterThan(meanWait[0]! * 0.97)
  })

  it('queues that share plenty of lines are M/M/c each; one queue with its lines is M/M/c/K', () => {
    expectClose(sharedLines(2, 3, 1.5, 200).meanWait, waitInOrder(3, 1.5).mean, 1e-9)
    const traffic = { arrivalsPerHour: 84, meanServiceMs: 3_600_000, agents: 90, waitingPlaces: 30 }
    const { pBlock, meanWaitOfAcceptedMs } = mmckMeasures(traffic)
    const shared = sharedLines(1, 90, 84, 120)
    expectClose(shared.blocking, pBlock, 1e-9)
    expectClose(shared.meanWait, meanWaitOfAcceptedMs / 3_600_000, 1e-9)
  })

  it('deterministic handling times halve the wait of exponential ones', () => {
    expectClose(pollaczekKhinchine(0.8, 1), waitInOrder(1, 0.8).mean, 1e-12)
    expectClose(pollaczekKhinchine(0.8, 0), waitInOrder(1, 0.8).mean / 2, 1e-12)
  })
})

interface Priorities {
  readonly table: readonly {
    readonly c: number
    readonly mu: number
    readonly classes?: readonly Served[]
    readonly classes_high_to_low?: readonly Served[]
  }[]
}
interface Served {
  readonly lambda_: number
  readonly rate: number
  readonly Wq: number
}
interface Graphs {
  readonly exact_product_form: readonly {
    readonly lambdas: Readonly<Record<string, number>>
    readonly mu: readonly number[]
    readonly skills: readonly string[]
    readonly Wq: Readonly<Record<string, number>>
    readonly p_wait: Readonly<Record<string, number>>
    readonly server_busy: readonly number[]
    readonly match_rate: Readonly<Record<string, number>>
  }[]
}
interface Chains {
  readonly table: readonly {
    readonly name: string
    readonly policy: string
    readonly lambdas: readonly number[]
    readonly pools: readonly number[]
    readonly mu: readonly (readonly number[])[]
    readonly theta: readonly number[]
    readonly skills: readonly (readonly number[])[]
    readonly arrival_pref: readonly (readonly number[])[]
    readonly reserve: readonly (readonly number[])[] | null
    readonly EW_all: readonly number[]
    readonly p_wait: readonly number[]
    readonly occupancy: readonly number[]
  }[]
}
interface Days {
  readonly half_hour_day: {
    readonly mu: number
    readonly nu: number
    readonly lam_per_half_hour: readonly number[]
    readonly staff: readonly number[]
    readonly total: {
      readonly mean_wait_all: number
      readonly exp_abandons: number
      readonly exp_arrivals: number
    }
  }
}

describe.runIf(isThere)('reference tables', () => {
  it('strict precedence and accumulating priority', () => {
    const strict = table('priority_mmc') as Priorities
    for (const { c, mu, classes_high_to_low: classes = [] } of strict.table) {
      const waits = cobham(
        c,
        classes.map(({ lambda_ }) => ({ load: lambda_ / mu })),
      )
      classes.forEach(({ Wq }, i) => expectClose(waits[i]! / mu, Wq, 1e-10))
    }
    const ageing = table('accumulating_priority_mmc') as Priorities
    for (const { c, mu, classes = [] } of ageing.table) {
      const waits = accumulating(
        c,
        classes.map(({ lambda_, rate }) => ({ load: lambda_ / mu, rate })),
      )
      classes.forEach(({ Wq }, i) => expectClose(waits[i]! / mu, Wq, 1e-9))
    }
  })

  it('skill graphs', () => {
    for (const { lambdas, mu, skills, Wq, p_wait, server_busy, match_rate } of (table('fcfs_alis') as Graphs)
      .exact_product_form) {
      const types = Object.keys(lambdas)
      const law = skillGraphLaw({
        rates: Object.values(lambdas),
        agents: mu.map((rate, i) => ({
          rate,
          types: skills[i]!.split('').map((type) => types.indexOf(type)),
        })),
      })
      types.forEach((type, i) => {
        expectClose(law.meanWait[i]!, Wq[type]!, 1e-9)
        expectClose(law.waits[i]!, p_wait[type]!, 1e-9)
      })
      server_busy.forEach((busy, i) => expectClose(law.busy[i]!, busy, 1e-9))
      for (const [match, rate] of Object.entries(match_rate)) {
        const [, agent, type] = /^server(\d+):(.+)$/.exec(match)!
        expectClose(law.matches[Number(agent)]![types.indexOf(type!)]!, rate, 1e-9)
      }
    }
  })

  it('pools under priorities and reservation', () => {
    const wanted = (table('sbr_policies_ctmc') as Chains).table.filter(
      ({ name, policy }) => /^(N|X|V class)/.test(name) && !policy.startsWith('QIR'),
    )
    expect(wanted.length).toBeGreaterThan(3)
    for (const row of wanted) {
      const own = (pool: number): number[] => {
        if (row.policy.includes('own class first')) return pool === 0 ? [0, 1] : [1, 0]
        return row.policy.includes('prefers class1') ? [1, 0] : [0, 1]
      }
      const law = pooledLaw({
        classes: row.lambdas.map((rate, i) => ({ rate, theta: row.theta[i]! })),
        pools: row.pools.map((agents, pool) => ({
          agents,
          rates: row.lambdas.map((_, kind) => (row.skills[pool]!.includes(kind) ? row.mu[pool]![kind]! : 0)),
        })),
        tries: row.arrival_pref,
        takes: row.pools.map((_, pool) => own(pool)),
        ...(row.reserve === null ? {} : { keepFree: row.reserve }),
        longest: 24,
      })
      row.EW_all.forEach((wait, i) => expectClose(law.meanWait[i]!, wait, 1e-6))
      row.p_wait.forEach((waits, i) => expectClose(law.waits[i]!, waits, 1e-6))
      row.occupancy.forEach((busy, i) => expectClose(law.occupancy[i]!, busy, 1e-6))
    }
  })

  it('a day with shifts', () => {
    const { mu, nu, lam_per_half_hour, staff, total } = (table('time_varying') as Days).half_hour_day
    const law = dayLaw({
      intervalSeconds: 1_800,
      arrivals: lam_per_half_hour,
      agents: staff,
      mu,
      theta: nu,
      longest: 40,
    })
    expectClose(law.meanWaitSeconds, total.mean_wait_all, 1e-5)
    expectClose(law.abandonment, total.exp_abandons / total.exp_arrivals, 1e-5)
  })
})
