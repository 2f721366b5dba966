/** Work at a pace that depends on the company, against a clock that ticks for everybody; and its exact law. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pace } from '../../../src/sim/agents/pace.js'
import { summarise } from '../../../src/sim/study/replicate.js'
import { parseScenario, type Slowdown } from '../../../src/sim/scenario/scenario.js'
import { Study } from '../../../src/sim/study/study.js'

const slowdown: Slowdown = [
  { conversations: 2, factor: 1.5 },
  { conversations: 4, factor: 4 },
]
const factors = [1, 1, 1.5, 1.5, 4]

const talks = fc.array(
  fc.record({
    agent: fc.integer({ min: 0, max: 1 }),
    afterMs: fc.integer({ min: 0, max: 60 }),
    workMs: fc.integer({ min: 0, max: 80 }),
  }),
  { minLength: 1, maxLength: 12 },
)

/** When each conversation ends, by letting time pass a quarter of a millisecond after the other. */
function slowly(list: readonly { agent: number; atMs: number; workMs: number }[]): number[] {
  const ends = list.map(() => Number.NaN)
  const left = list.map(({ workMs }) => workMs)
  const STEP = 0.25
  for (let now = 0; ends.some((each) => Number.isNaN(each)); now += STEP) {
    for (const agent of [0, 1]) {
      const live = list.flatMap((each, i) =>
        each.agent === agent && each.atMs <= now && Number.isNaN(ends[i]!) ? [i] : [],
      )
      for (const i of live) if (left[i]! <= 1e-9) ends[i] = now
      const working = live.filter((i) => Number.isNaN(ends[i]!))
      for (const i of working) left[i]! -= STEP / factors[Math.min(working.length, 4)]!
    }
  }
  return ends
}

describe('the pace of conversations', () => {
  it('is that of a clock which ticks for everybody', () => {
    fc.assert(
      fc.property(talks, (steps) => {
        let at = 0
        const list = steps.map(({ agent, afterMs, workMs }) => ({ agent, atMs: (at += afterMs), workMs }))
        const ends = list.map(() => Infinity)
        const pace = new Pace(slowdown, 2, (slot, endsAtMs) => {
          ends[slot] = endsAtMs
        })
        const live = new Set<number>()
        const endUntil = (untilMs: number): void => {
          for (;;) {
            const slot = [...live].sort((a, b) => ends[a]! - ends[b]! || a - b)[0]
            if (slot === undefined || ends[slot]! > untilMs) return
            live.delete(slot)
            pace.end(slot, list[slot]!.agent, ends[slot]!)
          }
        }
        list.forEach(({ agent, atMs, workMs }, slot) => {
          endUntil(atMs)
          pace.begin(slot, agent, workMs, atMs)
          live.add(slot)
        })
        endUntil(Infinity)
        // Ends are rounded to the millisecond, each with those after it, which the pace may stretch.
        const slack = 4 * list.length
        slowly(list).forEach((end, slot) => expect(Math.abs(end - ends[slot]!)).toBeLessThanOrEqual(slack))
      }),
    )
  })

  it('has its exact law: one agent with three chats at once', () => {
    // In states of so many contacts, ends come at min(n, 3) / factor a mean service time.
    const load = 1.3
    const rates = [0, 1, 2 / 1.2, 3 / 1.6]
    const weights = [1]
    for (let n = 1; n < 400; n++) weights.push((weights[n - 1]! * load) / rates[Math.min(n, 3)]!)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const waiting = weights.reduce((sum, weight, n) => sum + weight * Math.max(0, n - 3), 0) / total
    const scenario = parseScenario({
      name: 'chats',
      until: '1000h',
      warmUp: '20h',
      policy: {
        channels: { chat: {} },
        skills: [],
        queues: { chats: {} },
        capacityUnits: 3,
        promises: { queueWait: 'off', firstReply: 'off' },
      },
      demand: { chats: { arrivals: { perHour: load * 6 } } },
      service: { law: 'exponential', mean: '10min' },
      slowdown: { 3: 1.6, 2: 1.2 },
      agents: [{ name: 'anna' }],
    })
    const numbers = Array.from({ length: 40 }, (_, index) => index)
    const study = new Study([{ scenario, trace: undefined }], 4, numbers)
    for (let job = study.next(); job !== null; job = study.next()) study.accept(job, study.run(job))
    const { estimates } = summarise(study.results()[0]!).rows[0]!
    const exact = {
      queueLength: waiting,
      meanWait: (waiting / load) * 600_000,
      occupancy: 1 - 1 / total,
    }
    for (const [name, value] of Object.entries(exact)) {
      const { value: found, standardError } = estimates[name]!
      expect(standardError! / value).toBeLessThan(0.03)
      expect(Math.abs(found! - value), name).toBeLessThan(4 * standardError!)
    }
  })
})
