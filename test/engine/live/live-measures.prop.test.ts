import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command, CommandType, ContactRef } from '../../../src/engine/commands/command.js'
import { createEngine } from '../../../src/engine/engine.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import {
  createLiveMeasures,
  restoreLiveMeasures,
  type LiveMeasures,
  type LiveMeasuresSnapshot,
} from '../../../src/engine/live/live-measures.js'
import type { Policy } from '../../../src/engine/policy/policy.js'
import type { PolicySpec } from '../../../src/engine/policy/policy-spec.js'
import { CLOCKS } from '../../../src/engine/policy/promise-defaults.js'
import type { PromiseSpec, PromisesSpec } from '../../../src/engine/policy/promise-spec.js'
import type { Period } from '../../../src/sla/measure-table.js'
import { LIVE_MEASURES } from '../../../src/sla/measures.js'
import { historiesOf } from '../../model/engine/naive-live-lives.js'
import {
  NaiveLiveMeasures,
  type NaiveOptions,
  type NaiveRating,
} from '../../model/engine/naive-live-measures.js'
import { spread } from '../../model/random/random-policy.js'
import { PairedEngines, recorded, runs, type Run } from '../paired-engines.js'
import { times } from '../../times.js'

const OPTIONS = {
  periodMs: 1000,
  keepPeriods: 3,
  serviceLevel: { withinMs: 100, shortMs: 40 },
  serviceLevels: { queue1: { withinMs: 300 } },
  repeatWithinMs: 1500,
}
const NAIVE: NaiveOptions = {
  periodMs: 1000,
  keepPeriods: 3,
  thresholds: (queue) => ({ withinMs: queue === 'queue1' ? 300 : 100, shortMs: 40 }),
  repeatWithinMs: 1500,
  satisfiedFrom: 4,
}

/** Each clock reaches all its stages in a day of some seconds. */
const short: PromiseSpec = { warnMs: 30, breachMs: 70, escalateMs: 150, onBreach: ['alert'] }
const allClocks: PromisesSpec = {
  ...Object.fromEntries(CLOCKS.map((clock) => [clock, short])),
  // Long enough for a customer to answer in time.
  customerSilence: { ...short, breachMs: 300, escalateMs: 500 },
}

/** Much comes to an end: everybody may serve everything, of few issues, in few queues with promises or without. */
function simple({ queues, issues, promises, version = 1 }: PolicySpec): PolicySpec {
  return {
    version,
    channels: { channel1: { firstReply: 'reply' }, channel2: { firstReply: 'accept' } },
    skills: [],
    issues: Object.fromEntries(Object.keys(issues ?? {}).map((name) => [name, {}])),
    queues: Object.fromEntries(
      Object.keys(queues).map((name, index) => [
        name,
        index % 2 === version % 2
          ? { promises: { queueWait: 'off', firstReply: 'off' } }
          : { followUp: { afterMs: 100, withinMs: 200 } },
      ]),
    ),
    promises: { ...allClocks, ...promises },
    capacityUnits: 2,
    wrapUpMs: 40 * (version % 2),
  }
}

const BUSY: CommandType[] = [
  'contact.arrive',
  'contact.finish',
  'contact.endWrapUp',
  'contact.transfer',
  'contact.reply',
  'contact.reply',
  'contact.hold',
  'contact.resume',
  'contact.resolve',
  'contact.confirm',
  'contact.reopen',
  'contact.abandon',
  'contact.callback',
  'contact.rate',
  'callback.fail',
  'callback.end',
  'bot.begin',
  'bot.resolve',
  'offer.accept',
  'agent.signIn',
  'agent.signOut',
  'policy.replace',
  'tick',
]

/** One step of a day: what the engine answered, a rating, or time that passes. */
type Step =
  | { readonly events: readonly EngineEvent[] }
  | { readonly rated: ContactRef; readonly rating: number }
  | { readonly atMs: number }

interface Day {
  readonly policy: Policy
  readonly steps: readonly Step[]
  readonly endMs: number
}

/** A random run of the engine with a few customers who come back, and ratings in between. */
function dayOf(run: Run, chances: readonly number[]): Day {
  const isBusy = chances[0]! % 3 > 0
  const paired = isBusy ? new PairedEngines(run, simple) : recorded(run)
  if (isBusy) for (const each of run.seeds) paired.next(each, { kinds: BUSY, gridMs: 20 })
  const { policy, commands } = paired
  const engine = createEngine(policy, { mode: run.mode })
  const finished: ContactRef[] = []
  const steps = commands.flatMap((command, index): Step[] => {
    const [chance = 0, who = 0, rating = 0, customer = 0] = spread(
      chances[index % chances.length]! + index,
      4,
    )
    const told: Command =
      command.type === 'contact.arrive' ? { ...command, customerId: `customer${customer % 2}` } : command
    const events = engine.apply(told)
    for (const event of events) {
      if (event.type !== 'contact.finished') continue
      const { contactId, contact } = event
      finished.push(contactId === '' ? { contact } : { contactId })
    }
    const heard: Step[] = [{ events }]
    if (chance % 3 === 0 && finished.length > 0) {
      heard.push({ rated: finished[who % finished.length]!, rating: 1 + (rating % 5) })
    }
    return heard
  })
  return { policy, steps, endMs: engine.nowMs }
}

function tell(live: LiveMeasures, step: Step): void {
  if ('atMs' in step) live.advance(step.atMs)
  else if ('rated' in step) live.rate({ ...step.rated, rating: step.rating })
  else {
    live.read(step.events)
  }
}

function measured({ policy, steps, endMs }: Day): LiveMeasures {
  const live = createLiveMeasures(policy, OPTIONS)
  for (const step of steps) tell(live, step)
  live.advance(endMs)
  return live
}

function twinOf({ steps, endMs }: Day): NaiveLiveMeasures {
  const events: EngineEvent[] = []
  const ratings: { ref: ContactRef; rating: number; before: number }[] = []
  for (const step of steps) {
    if ('rated' in step) ratings.push({ ref: step.rated, rating: step.rating, before: events.length })
    if ('events' in step) events.push(...step.events)
  }
  const histories = historiesOf(events, endMs)
  const rated = ratings.flatMap(({ ref, rating, before }): NaiveRating[] => {
    const life = histories.lives
      .filter(({ end, endedAt }) => end === 'finished' && endedAt < before)
      .filter(({ contactId, handle }) =>
        ref.contactId === undefined
          ? contactId === '' && handle === ref.contact
          : contactId === ref.contactId,
      )
      .toSorted((a, b) => a.endedAt - b.endedAt)
      .at(-1)
    return life ? [{ life, rating }] : []
  })
  return new NaiveLiveMeasures(histories, rated, NAIVE, Math.max(endMs, ...events.map(({ atMs }) => atMs)))
}

const chances = fc.array(fc.nat(2 ** 31 - 2 ** 10), { minLength: 1, maxLength: 20 })

test('every measure of every row and period is what counting everything anew gives', () => {
  fc.assert(
    fc.property(runs(150), chances, (run, places) => {
      const day = dayOf(run, places)
      const { view } = measured(day)
      const twin = twinOf(day)
      const periods: Period[] = ['all', 'earlier', ...view.periods().map(({ period }) => period)]
      for (const row of view.rows()) {
        for (const period of periods) {
          for (const { measure, numerator, denominator } of view.values(row, period)) {
            const [above, below] = twin.ratio(measure, row, period)!
            const where = `${measure} of ${row.kind} ${row.name} in ${period}`
            // A quantile is the middle of its bucket.
            const near = measure.startsWith('wait.p') ? above / 256 : 0
            expect(Math.abs(numerator - above), `${where}: ${numerator}, not ${above}`).toBeLessThanOrEqual(
              near,
            )
            expect(denominator, where).toBe(below)
          }
        }
      }
    }),
    times(60),
  )
})

test('the random days reach every measure', () => {
  // No wait of a random day is as long as that; an example shows it.
  const unseen = new Set(LIVE_MEASURES.map(({ name }) => name).filter((name) => name !== 'waitOver5Min'))
  fc.assert(
    fc.property(runs(), chances, (run, places) => {
      const { view } = measured(dayOf(run, places))
      for (const row of view.rows()) {
        for (const { measure, numerator } of view.values(row)) if (numerator > 0) unseen.delete(measure)
      }
    }),
    { numRuns: 100, seed: 20_261_122 },
  )
  expect([...unseen]).toEqual([])
})

test('a snapshot in plain JSON, restored anywhere, and looks at the time in between change nothing', () => {
  fc.assert(
    fc.property(runs(), chances, fc.array(fc.nat(69), { maxLength: 3 }), (run, places, breaks) => {
      const day = dayOf(run, places)
      let broken = createLiveMeasures(day.policy, OPTIONS)
      let atMs = 0
      day.steps.forEach((step, index) => {
        tell(broken, step)
        if ('events' in step) atMs = step.events.at(-1)?.atMs ?? atMs
        if (!breaks.includes(index)) return
        tell(broken, { atMs })
        const snapshot = JSON.parse(JSON.stringify(broken.snapshot())) as LiveMeasuresSnapshot
        broken = restoreLiveMeasures(snapshot)
      })
      broken.advance(day.endMs)
      expect(broken.snapshot()).toEqual(measured(day).snapshot())
    }),
    times(30),
  )
})
