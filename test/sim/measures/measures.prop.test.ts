/** Laws of the books: nothing is lost, parts add up to the whole, no share exceeds one, the same run twice is the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MEASURES, type RowKind, appliesTo, measureIndex } from '../../../src/sim/measures/measure-list.js'
import { type MeasureRow, type MeasureTable, measure } from '../../../src/sim/measures/measures.js'
import type { CallbackSpec } from '../../../src/sim/scenario-language/call-spec.js'
import type { DistributionSpec, ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { type Scenario, parseScenario } from '../../../src/sim/scenario/scenario.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { times } from '../../times.js'

/** Each run is a simulated hour, so fewer than usual unless soaked. */

const law: fc.Arbitrary<DistributionSpec> = fc.constantFrom<DistributionSpec>(
  '30s',
  0,
  { law: 'exponential', mean: '2min' },
  { law: 'lognormal', mean: '90s', cv: 1.5 },
  { law: 'erlang', k: 2, mean: '1min' },
)
const later = { law: 'exponential', mean: '4min' } as const
const patience: fc.Arbitrary<DistributionSpec> = fc.oneof(law, fc.constant('never'))
const shift = fc.constantFrom(
  [{ from: 0, to: '40min' }],
  [
    { from: '5min', to: '20min' },
    { from: '21min', to: '2h' },
  ],
)

const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    perHour: fc.constantFrom(20, 100, 400),
    interval: fc.constantFrom('4min', '30min'),
    warmUp: fc.constantFrom(0, '10min'),
    patience,
    service: law,
    wrapUp: fc.option(law, { nil: undefined }),
    firstReply: law,
    capacity: fc.integer({ min: 1, max: 3 }),
    maxWaiting: fc.constantFrom(2, 1_000),
    shifts: fc.option(shift, { nil: undefined }),
    isNarrow: fc.boolean(),
    breaks: fc.constantFrom([], [{ from: '10min', to: '15min', turns: 2 }]),
    bot: fc.constantFrom(undefined, 'arrival' as const, 'alert' as const),
    offers: fc.constantFrom(undefined, '3s', { law: 'exponential', mean: '15s' } as const),
    hard: fc.boolean(),
    closed: fc.constantFrom(undefined, 'refuse', 'hold', 'offerCallback' as const),
    redial: fc.boolean(),
    callback: fc.constantFrom<CallbackSpec | undefined>(
      undefined,
      { chance: 0.7, reached: 0.6, inVain: '20s' },
      { chance: 0.5, afterWait: '10s', reached: 0.5, window: { after: later, length: '3min' } },
      { chance: 1, expectedWait: '30s', reached: 1 },
    ),
    followUp: fc.constantFrom(undefined, { service: '30s', reached: 0.5 } as const),
  })
  .map((parts) => {
    const spec: ScenarioSpec = {
      name: 'random',
      until: '1h',
      interval: parts.interval,
      warmUp: parts.warmUp,
      firstDay: 'monday',
      ...(parts.callback === undefined ? {} : { callback: parts.callback }),
      ...(parts.followUp === undefined ? {} : { followUp: parts.followUp }),
      ...(parts.redial ? { redial: { chance: 0.5, after: '2min' } } : {}),
      policy: {
        channels: { phone: { exclusive: true }, chat: {} },
        skills: ['repair'],
        queues: {
          calls: {
            maxWaiting: parts.maxWaiting,
            ...(parts.hard ? { requires: { repair: 50 } } : {}),
            ...(parts.closed === undefined ? {} : { hours: 'shop', closed: parts.closed }),
          },
          more: { relax: [{ afterMs: 20_000, regionWithin: 'any' }], region: 'hard' },
        },
        regions: ['north', 'south'],
        ...(parts.closed === undefined
          ? {}
          : { calendars: { shop: { zone: 'UTC', weekly: { mon: ['00:10-00:25', '00:40-00:50'] } } } }),
        promises: {
          resolution: { breachMs: 120_000 },
          queueWait: {
            warnMs: 10_000,
            breachMs: 20_000,
            escalateMs: 60_000,
            onBreach: ['boost', 'startBot', 'offerCallback'],
          },
        },
        ...(parts.followUp === undefined ? {} : { followUp: { afterMs: 600_000, withinMs: 600_000 } }),
        callback: { attempts: 2, retryAfterMs: 120_000 },
      },
      demand: {
        calls: {
          arrivals: { perHour: parts.perHour },
          channel: { phone: 1, chat: 1 },
          tier: { core: 1, regular: 3 },
        },
        more: {
          arrivals: { perHour: 50 },
          channel: 'chat',
          issue: { repair: 1, complaint: 1 },
          region: { north: 1, south: 1 },
          emotion: { 10: 3, 90: 1 },
        },
      },
      patience: parts.patience,
      service: parts.service,
      ...(parts.wrapUp === undefined ? {} : { wrapUp: parts.wrapUp }),
      firstReply: parts.firstReply,
      agents: [
        {
          name: 'able',
          count: 3,
          skills: { repair: 80 },
          region: 'north',
          capacityUnits: parts.capacity,
          breaks: parts.breaks,
        },
        {
          name: 'new',
          count: 2,
          region: 'south',
          ...(parts.isNarrow ? { queues: ['more'] } : {}),
          ...(parts.shifts === undefined ? {} : { shifts: parts.shifts }),
        },
      ],
      ...(parts.bot === undefined ? {} : { bot: { on: true, containment: 0.5, starts: parts.bot } }),
      costs: { agentHour: 20, overtimeFactor: 1.5 },
      ...(parts.offers === undefined ? {} : { offers: { acceptAfter: parts.offers } }),
    }
    return parseScenario(spec)
  })

function numerator(table: MeasureTable, row: number, name: string): number {
  return table.numerators[row * MEASURES.length + measureIndex(name)]!
}

/** Sum of a numerator over the rows of a kind. */
function sumOf(table: MeasureTable, kind: RowKind, name: string): number {
  return table.rows.reduce((sum, row, i) => (row.kind === kind ? sum + numerator(table, i, name) : sum), 0)
}

/** Agents of other groups count as nothing. */
function onlyOf(agents: readonly string[]): (row: MeasureRow) => MeasureRow {
  return (row) => (row.kind === 'agent' && !agents.includes(row.name) ? { ...row, kind: 'match' } : row)
}

/** Whoever is answered is answered by a group in a queue that it serves. */
function expectMatches({ groups }: Scenario, table: MeasureTable): void {
  expect(sumOf(table, 'match', 'matchShare')).toBe(numerator(table, 0, 'answered'))
  for (const { name } of groups) {
    const rows = table.rows.map((row) =>
      row.name.startsWith(`${name}/`) ? row : { ...row, kind: 'cell' as const },
    )
    const group = table.rows.findIndex((row) => row.kind === 'group' && row.name === name)
    expect(sumOf({ ...table, rows }, 'match', 'matchShare'), name).toBe(numerator(table, group, 'answered'))
  }
}

/** A quantile of all lies between those of the parts; what is told by the hour is so for the hours that are told. */
function expectMerged(table: MeasureTable): void {
  const told = (row: number, name: string): number =>
    numerator(table, row, name) / table.denominators[row * MEASURES.length + measureIndex(name)]!
  for (const kind of ['queue', 'tier'] as const) {
    for (const name of ['wait.p50', 'wait.p90', 'wait.p99']) {
      const parts = table.rows.flatMap((row, i) => (row.kind === kind ? [told(i, name)] : []))
      const known = parts.filter((value) => !Number.isNaN(value))
      expect(known.length > 0).toBe(numerator(table, 0, 'answered') > 0)
      // Each is told within 1 / 256.
      const [least, most] = [Math.min(...known) * 0.99, Math.max(...known) * 1.01]
      if (known.length > 0) expect(told(0, name), `${name} by ${kind}`).toBeGreaterThanOrEqual(least)
      if (known.length > 0) expect(told(0, name), `${name} by ${kind}`).toBeLessThanOrEqual(most)
    }
  }
  table.rows.forEach(({ kind }, row) => {
    if (kind !== 'total' && kind !== 'group' && kind !== 'agent') return
    const hours = told(row, 'agentHours')
    if (hours === 0) return
    expect(told(row, 'contactsPerAgentHour') * hours).toBeCloseTo(told(row, 'answered'), 6)
    expect(told(row, 'emotionalLoad') * hours).toBeCloseTo(numerator(table, row, 'emotionalLoad'), 6)
  })
}

describe('measures', () => {
  it('add up, lose nothing and never exceed the whole', () => {
    fc.assert(
      fc.property(scenario, fc.integer({ min: 0, max: 1e6 }), (of, seed) => {
        const table = measure(of, simulate(of, seed, 0))
        expect(numerator(table, 0, 'unresolved')).toBeGreaterThanOrEqual(0)
        const outcomes = ['answered', 'abandoned', 'contained', 'refused', 'unresolved']
        const ended = outcomes.reduce((sum, name) => sum + numerator(table, 0, name), 0)
        expect(ended).toBe(numerator(table, 0, 'offered'))
        for (const name of [
          ...outcomes,
          'offered',
          'asa',
          'waited',
          'talkTime',
          'alerts.queueWait.breached',
        ]) {
          for (const kind of ['queue', 'tier', 'interval'] as const) {
            expect(sumOf(table, kind, name), `${name} by ${kind}`).toBeCloseTo(numerator(table, 0, name), 3)
          }
        }
        for (const name of ['agentHours', 'overtimeHours', 'occupancy']) {
          for (const kind of ['interval', 'group', 'agent'] as const) {
            expect(sumOf(table, kind, name), `${name} by ${kind}`).toBeCloseTo(numerator(table, 0, name), 6)
          }
        }
        for (const name of ['answered', 'hardContacts', 'emotionalLoad']) {
          for (const kind of ['group', 'agent'] as const) {
            expect(sumOf(table, kind, name), `${name} by ${kind}`).toBe(numerator(table, 0, name))
          }
        }
        for (const { name, agents } of of.groups) {
          const ofAgents = (column: string): number =>
            sumOf({ ...table, rows: table.rows.map(onlyOf(agents)) }, 'agent', column)
          const group = table.rows.findIndex((row) => row.kind === 'group' && row.name === name)
          for (const column of ['answered', 'hardContacts', 'occupancy', 'concurrency']) {
            expect(ofAgents(column), `${column} of ${name}`).toBe(numerator(table, group, column))
          }
          for (const column of ['agentHours', 'paidHours', 'overtimeHours', 'cost.agents']) {
            expect(ofAgents(column), `${column} of ${name}`).toBeCloseTo(numerator(table, group, column), 6)
          }
        }
        expectMatches(of, table)
        expectMerged(table)
        const calls = (name: string): number => numerator(table, 0, name)
        if (!Number.isNaN(calls('callbacks'))) {
          expect(calls('callbacks.reached') + calls('callbacks.failed')).toBeLessThanOrEqual(
            calls('callbacks'),
          )
          // Two calls at most: whoever is given up was called twice in vain.
          expect(calls('callbacks.inVain')).toBeGreaterThanOrEqual(2 * calls('callbacks.failed'))
        }
        if (!Number.isNaN(calls('followUps'))) {
          expect(calls('followUps.reached') + calls('followUps.failed')).toBeLessThanOrEqual(
            calls('followUps'),
          )
          expect(calls('followUps')).toBeLessThanOrEqual(calls('answered'))
        }
        table.rows.forEach(({ kind, features = [] }, row) =>
          MEASURES.forEach(({ unit, name }, column) => {
            const place = row * MEASURES.length + column
            expect(Number.isNaN(table.denominators[place]!), name).toBe(!appliesTo(column, kind, features))
            const value = table.numerators[place]! / table.denominators[place]!
            if (Number.isNaN(value)) return
            expect(value, name).toBeGreaterThanOrEqual(0)
            if (unit === 'share') expect(value, name).toBeLessThanOrEqual(1)
          }),
        )
      }),
      times(25),
    )
  })

  it('are the same when the run is made again', () => {
    fc.assert(
      fc.property(scenario, fc.integer({ min: 0, max: 1e6 }), (of, seed) => {
        const first = measure(of, simulate(of, seed, 2))
        const second = measure(of, simulate(of, seed, 2))
        expect([...second.numerators]).toEqual([...first.numerators])
        expect([...second.denominators]).toEqual([...first.denominators])
      }),
      times(5),
    )
  })
})
