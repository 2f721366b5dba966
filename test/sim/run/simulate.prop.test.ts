/** One queue of alike agents, through the whole engine and by the bare loop: the same customers, to the millisecond. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/base/prng.js'
import { ArrivalClock } from '../../../src/sim/customers/arrivals.js'
import { quantileOf } from '../../../src/sim/chance/distributions.js'
import { MEASURES, measureIndex } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import type { DistributionSpec, ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { distributionOf } from '../../../src/sim/scenario/times.js'
import { type BareResult, bareQueue } from '../../model/sim/sim-bare-queue.js'
import { times } from '../../times.js'

interface Case {
  readonly agents: number
  readonly perHour: number
  readonly patience: DistributionSpec
  readonly service: DistributionSpec
  readonly seed: number
}

const HOURS = 2

function byEngine({ agents, perHour, patience, service, seed }: Case): BareResult {
  const spec: ScenarioSpec = {
    name: 'bare',
    until: `${HOURS}h`,
    policy: {
      channels: { phone: { exclusive: true } },
      skills: [],
      queues: { calls: {} },
      promises: { queueWait: { breachMs: 60_000, onBreach: ['alert'] } },
    },
    demand: { calls: { arrivals: { perHour } } },
    patience,
    service,
    agents: [{ name: 'agent', count: agents }],
  }
  const scenario = parseScenario(spec)
  const { numerators } = measure(scenario, simulate(scenario, seed, 3))
  const total = (name: string): number => numerators[measureIndex(name)]!
  expect(MEASURES.length).toBeGreaterThan(measureIndex('meanWait'))
  return {
    offered: total('offered'),
    answered: total('answered'),
    abandoned: total('abandoned'),
    waitAnsweredMs: total('asa'),
    waitAbandonedMs: total('meanWait') - total('asa'),
  }
}

function byLoop({ agents, perHour, patience, service, seed }: Case): BareResult {
  const stream = (purpose: string): Stream => Stream.named(seed, 3, `customers/calls/${purpose}`)
  const arrivals = stream('arrivals')
  const clock = new ArrivalClock([{ fromMs: 0, toMs: HOURS * 3_600_000, perHour }], 1)
  const drawn = (spec: DistributionSpec, purpose: string): (() => number) => {
    const quantile = quantileOf(distributionOf(spec))
    const uniforms = stream(purpose)
    return () => Math.round(quantile(uniforms.uniform()))
  }
  return bareQueue(agents, {
    nextAtMs: () => Math.floor(clock.next(arrivals.uniform())),
    nextPatienceMs: drawn(patience, 'patience'),
    nextServiceMs: drawn(service, 'service'),
  })
}

const law = fc.constantFrom<DistributionSpec>(
  '20s',
  0,
  { law: 'exponential', mean: '40s' },
  // So short that many things happen in the same millisecond.
  { law: 'uniform', from: 0, to: '3ms' },
  {
    law: 'hyperexponential',
    branches: [
      { weight: 1, mean: '5s' },
      { weight: 1, mean: '2min' },
    ],
  },
)

describe('one queue', () => {
  it('is served as by a bare loop', () => {
    const cases = fc.record({
      agents: fc.integer({ min: 1, max: 6 }),
      perHour: fc.constantFrom(10, 150, 1_500),
      patience: fc.oneof(law, fc.constant('never')),
      service: law,
      seed: fc.integer({ min: 0, max: 2 ** 31 }),
    })
    fc.assert(
      fc.property(cases, (each) => {
        // Nobody waits for ever: more work than agents, and nobody leaves, is no day.
        fc.pre(each.patience !== 'never' || each.perHour < 1_500)
        expect(byEngine(each)).toEqual(byLoop(each))
      }),
      times(20),
    )
  })
})
