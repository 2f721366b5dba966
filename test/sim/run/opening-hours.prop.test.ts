/** Queues with hours, through the whole engine: against the same without, and against a plain loop over a naive calendar. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalendarModel } from '../../model/sla/calendar.js'
import type { QueueSpec } from '../../../src/engine/policy/policy-spec.js'
import type { CalendarSpec } from '../../../src/sla/calendar-compile.js'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { CLOSED, FIELDS } from '../../../src/sim/measures/tally.js'
import { readTrace } from '../../../src/sim/records/trace.js'
import { OpeningHours } from '../../../src/sim/run/opening-hours.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { type Scenario, parseScenario } from '../../../src/sim/scenario/scenario.js'
import { times } from '../../times.js'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Each run is some simulated hours, so fewer than usual unless soaked. */

const phone = { phone: { exclusive: true } } as const
type Queue = QueueSpec<string, string, string>

describe('a queue that its calendar never closes', () => {
  const spec = (queue: Queue, calendars: { readonly allDay?: CalendarSpec }): ScenarioSpec => ({
    name: 'all day',
    firstDay: '2026-10-24',
    days: 2,
    from: '08:00',
    until: '16:00',
    interval: '1h',
    policy: {
      channels: phone,
      skills: [],
      queues: { calls: queue },
      calendars,
      promises: { queueWait: { warnMs: 10_000, breachMs: 20_000 } },
    },
    demand: { calls: { arrivals: { perHour: 100 } } },
    patience: { law: 'exponential', mean: '2min' },
    service: { law: 'exponential', mean: '3min' },
    redial: { chance: 0.5, after: '5min' },
    agents: [{ name: 'agent', count: 5, shifts: [{ from: '08:00', to: '16:00' }] }],
  })
  const allDay: CalendarSpec = { zone: 'Europe/Berlin', weekly: { 'mon-sun': ['00:00-24:00'] } }
  const plain = parseScenario(spec({}, {}))

  it.each(['refuse', 'hold', 'offerCallback'] as const)('is the very same as one without (%s)', (closed) => {
    const open = parseScenario(spec({ hours: 'allDay', closed }, { allDay }))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const one = simulate(open, seed, 1)
        const other = simulate(plain, seed, 1)
        // What is only known with hours stands behind the rest.
        const known = (sums: Float64Array): number[] => [...sums].filter((_, i) => i % FIELDS < CLOSED)
        expect(known(one.tally.sums)).toEqual(known(other.tally.sums))
        expect(one.agentTime.sums).toEqual(other.agentTime.sums)
        expect(one.tally.queueTime.sums).toEqual(other.tally.queueTime.sums)
        const value = valuesOf(open, one)
        expect(value('meanWait.open')).toBe(value('meanWait'))
        expect(value('serviceLevel.open')).toBe(value('serviceLevel.withAbandons'))
        expect(value('closed') + value('closed.waiting')).toBe(0)
      }),
      times(9),
    )
  })
})

const hours = fc.constantFrom<string[][]>(
  [],
  ['09:00-17:00'],
  ['08:00-08:07', '08:20-12:00'],
  ['00:00-00:01', '13:30-24:00'],
  ['00:00-24:00'],
)

interface Case {
  /** From Monday on; on Thursday everything that is left is done. */
  readonly week: readonly [string[], string[], string[]]
  readonly arrivals: readonly number[]
  readonly serviceMs: number
  readonly breachMs: number
  readonly closed: 'refuse' | 'hold' | 'offerCallback'
}

const someCase: fc.Arbitrary<Case> = fc.record({
  week: fc.tuple(hours, hours, hours),
  arrivals: fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 2 * DAY_MS }),
      // The very instants at which queues open and close.
      fc.constantFrom(480, 487, 500, 720, 1440, 1441, 1980).map((minute) => minute * MINUTE_MS),
    ),
    { minLength: 1, maxLength: 25 },
  ),
  serviceMs: fc.constantFrom(1, 7 * MINUTE_MS, 20 * MINUTE_MS, 20 * MINUTE_MS + 1),
  breachMs: fc.constantFrom(MINUTE_MS, 30 * MINUTE_MS, 8 * 60 * MINUTE_MS),
  closed: fc.constantFrom('refuse', 'hold', 'offerCallback'),
})

const MONDAY_MS = Date.UTC(2026, 10, 23)
const NAMES = ['offered', 'closed', 'closed.waiting', 'asa', 'meanWait.open', 'alerts.resolution.breached']

function shopOf(week: Case['week']): CalendarSpec {
  const [mon, tue, wed] = week
  return { zone: 'UTC', weekly: { mon, tue, wed, thu: ['00:00-24:00'] } }
}

function byEngine({ week, arrivals, serviceMs, breachMs, closed }: Case): number[] {
  const scenario = parseScenario({
    name: 'recorded',
    firstDay: '2026-11-23',
    until: '72:00',
    policy: {
      channels: phone,
      skills: [],
      queues: { calls: { hours: 'shop', closed } },
      calendars: { shop: shopOf(week) },
      promises: { resolution: { breachMs, hours: 'shop' } },
    },
    trace: { unit: 'ms', columns: { date: 'date', time: 'time' } },
    service: `${serviceMs}ms`,
    agents: [{ name: 'agent' }],
  })
  const lines = arrivals.map((atMs) => `2026-11-${23 + Math.floor(atMs / DAY_MS)},${atMs % DAY_MS}`)
  // One on Monday, so that the record begins then.
  const text = ['date,time', '2026-11-23,0', ...lines].join('\n')
  const { trace, faults } = readTrace(scenario.trace!, scenario.policy.normal, text, null)
  expect(faults).toEqual([])
  const value = valuesOf(scenario, simulate(scenario, 1, 0, trace))
  return NAMES.map(value)
}

/** First come, first served, by one agent, in open hours only. */
function byLoop({ week, arrivals, serviceMs, breachMs, closed }: Case): number[] {
  const shop = new CalendarModel(shopOf(week), MONDAY_MS, MONDAY_MS + 4 * DAY_MS)
  let [freeAtMs, offered, turnedAway, waiting, waitMs, openWaitMs, breaches] = [0, 0, 0, 0, 0, 0, 0]
  for (const since of [0, ...arrivals].toSorted((a, b) => a - b)) {
    const atMs = MONDAY_MS + since
    const isOpen = shop.isOpen(atMs)
    if (!isOpen && closed === 'refuse') {
      turnedAway++
      continue
    }
    offered++
    if (!isOpen) waiting++
    const readyAtMs = Math.max(atMs, freeAtMs)
    const startAtMs = closed === 'refuse' ? readyAtMs : shop.nextOpeningMs(readyAtMs)
    freeAtMs = startAtMs + serviceMs
    waitMs += startAtMs - atMs
    openWaitMs += shop.workingBetween(atMs, startAtMs)
    if (shop.workingBetween(atMs, freeAtMs) >= breachMs) breaches++
  }
  return [offered, turnedAway, waiting, waitMs, openWaitMs, breaches]
}

function valuesOf(scenario: Scenario, run: ReturnType<typeof simulate>): (name: string) => number {
  const { numerators } = measure(scenario, run)
  return (name) => numerators[measureIndex(name)]!
}

describe('a queue that closes', () => {
  it('lets in, lets wait, and counts in its hours, as a plain loop over the calendar does', () => {
    fc.assert(
      fc.property(someCase, (of) => {
        expect(byEngine(of)).toEqual(byLoop(of))
      }),
      times(50),
    )
  })

  it('is closed, opens and is open as its calendar says; nothing is known where no queue has hours', () => {
    const { policy } = parseScenario({
      name: 'hours',
      firstDay: 'monday',
      until: '24:00',
      policy: {
        channels: phone,
        skills: [],
        queues: { calls: { hours: 'shop', closed: 'refuse' }, mail: {} },
        calendars: { shop: { zone: 'UTC', weekly: { mon: ['09:00-12:00', '13:00-17:00'] } } },
      },
      demand: { calls: { arrivals: { perHour: 1 } } },
      service: '1min',
      patience: '1min',
      agents: [{ name: 'agent' }],
    })
    const known = OpeningHours.of(policy.normal)!
    const hour = 60 * MINUTE_MS
    expect([8, 9, 12, 13].map((at) => known.isClosed(0, at * hour))).toEqual([true, false, true, false])
    expect([0, 12].map((at) => known.opensAtMs(0, at * hour) / hour)).toEqual([9, 13])
    expect(known.openMs(0, 0, 24 * hour)).toBe(7 * hour)
    expect([known.isClosed(1, 0), known.openMs(1, 0, hour)]).toEqual([false, hour])
    const { queues } = policy.normal
    expect(
      OpeningHours.of({ ...policy.normal, queues: queues.map((queue) => ({ ...queue, hours: null })) }),
    ).toBeNull()
  })
})
