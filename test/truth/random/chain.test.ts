/** The chain of a small centre against the exact values that come by other ways: formulas, product forms, another chain. */
import { describe, expect, it } from 'vitest'
import { erlangAMeasures, erlangAServiceLevels, mmckMeasures } from '../../../src/staffing/index.js'
import { pooledLaw } from '../exact-chain.js'
import { waitInOrder } from '../exact-priority.js'
import { skillGraphLaw } from '../exact-skills.js'
import { UNIT_MS } from '../models.js'
import { centreTruths } from './centre-law.js'
import { Chain } from './chain.js'
import { plainQueue, type SmallCentre, type SmallPool } from './small-centre.js'

const WITHIN = 0.2

function pool(
  agents: number,
  queues: readonly number[],
  level: number,
  more: Partial<SmallPool> = {},
): SmallPool {
  return { agents, capacity: 1, queues, skills: { pool: level }, pace: [1, 1, 1], ...more }
}

function values(
  parts: Partial<SmallCentre> & Pick<SmallCentre, 'queues' | 'pools'>,
): (what: string) => number {
  const truths = centreTruths(
    {
      workOrder: 'standing',
      agentOrder: ['longestIdle'],
      precedence: [0],
      lines: 0,
      slowdown: [1],
      botDelay: 1,
      ring: 0,
      ...parts,
    },
    WITHIN,
  )!
  return (what) => truths.find(({ row, measure }) => `${row} ${measure}` === what)!.exact
}

function expectClose(actual: number, expected: number, relative = 1e-4): void {
  expect(Math.abs(actual / expected - 1), `${actual} for ${expected}`).toBeLessThan(relative)
}

describe('the chain of a small centre', () => {
  it('is Erlang A for one queue, service levels too, and M/M/c/K with few lines', () => {
    const traffic = { arrivalsPerHour: 3 * 6, meanServiceMs: UNIT_MS, agents: 3, meanPatienceMs: 2 * UNIT_MS }
    const law = erlangAMeasures(traffic)
    const levels = erlangAServiceLevels(traffic, WITHIN * UNIT_MS)
    const patient = plainQueue({ rate: 3, tiers: [{ share: 1, patience: 2 }] })
    const value = values({ queues: [patient], pools: [pool(3, [0], 1)] })
    expectClose(value('total total meanWait'), law.meanWaitMs)
    expectClose(value('total total abandonment'), law.pAbandon)
    expectClose(value('group pool0 occupancy'), law.occupancy)
    for (const level of ['withAbandons', 'answeredOnly', 'notWaitingLonger'] as const) {
      expectClose(value(`total total serviceLevel.${level}`), levels[level])
    }
    const { waitingPlaces, ...finite } = { ...traffic, waitingPlaces: 2 }
    const full = mmckMeasures({ ...finite, waitingPlaces })
    const few = values({ queues: [plainQueue({ rate: 3 })], pools: [pool(3, [0], 1)], lines: 5 })
    expectClose(few('total total blocking'), full.pBlock, 1e-9)
    expectClose(few('total total meanWait'), full.meanWaitOfAcceptedMs, 1e-9)
  })

  it('is the product form for a graph of skills: waits, occupancy, and who serves whom', () => {
    const law = skillGraphLaw({
      rates: [0.16, 0.12],
      agents: [
        { rate: 1, types: [0] },
        { rate: 0.8, types: [0, 1] },
      ],
    })
    const value = values({
      queues: [plainQueue({ rate: 0.16 }), plainQueue({ rate: 0.12 })],
      pools: [pool(1, [0], 1), pool(1, [0, 1], 2, { pace: [1.25, 1.25] })],
    })
    for (const i of [0, 1]) expectClose(value(`queue queue${i} meanWait`), law.meanWait[i]! * UNIT_MS, 1e-3)
    for (const i of [0, 1]) expectClose(value(`group pool${i} occupancy`), law.busy[i]!)
    expectClose(value('match pool1/queue0 matchShare'), law.matches[1]![0]! / 0.28)
  })

  it('is the other chain for bands and kept agents', () => {
    const law = pooledLaw({
      classes: [
        { rate: 1, theta: 1 },
        { rate: 0.8, theta: 0.5 },
      ],
      pools: [
        { agents: 1, rates: [1, 0] },
        { agents: 2, rates: [1, 1] },
      ],
      tries: [[0, 1], [1]],
      takes: [[0], [1, 0]],
      keepFree: [[], [1, 0]],
      longest: 12,
    })
    const value = values({
      queues: [
        plainQueue({ tiers: [{ share: 1, patience: 1 }], keepFree: { pool1: 1 } }),
        plainQueue({ rate: 0.8, tiers: [{ share: 1, patience: 2 }], band: 1 }),
      ],
      pools: [pool(1, [0], 1), pool(2, [0, 1], 2)],
      agentOrder: ['leastSkilled', 'longestIdle'],
    })
    for (const i of [0, 1]) {
      expectClose(value(`queue queue${i} meanWait`), law.meanWait[i]! * UNIT_MS)
      expectClose(value(`queue queue${i} waited`), law.waits[i]!)
    }
    expectClose(value('group pool1 occupancy'), law.occupancy[1]!)
  })

  it('knows ringing as a stage that the agent has and the customer waits for, and customers who come again as more of them', () => {
    const { mean } = waitInOrder(1, 0.5)
    // Contacts of an M/G/1 with a ringing of 0.2 before a conversation of 0.8: the same mean, a smaller variance.
    const service = [{ weight: 1, mean: 0.8, k: 1 }]
    const rings = values({
      queues: [plainQueue({ rate: 0.5, service })],
      pools: [pool(1, [0], 1)],
      ring: 0.2,
    })
    const variance = 0.8 ** 2 + 0.2 ** 2
    expectClose(rings('total total meanWait') / UNIT_MS, (mean * (variance + 1)) / 2 + 0.2, 1e-3)
    // Who comes again after long enough is as good as somebody else.
    const repeat = { chance: 0.8, after: 3, most: 100 }
    const again = values({
      queues: [plainQueue({ rate: 0.3, repeat, resolution: 0.5 })],
      pools: [pool(1, [0], 1)],
    })
    expectClose(again('total total repeatContacts'), 0.4, 1e-3)
    expectClose(again('group pool0 occupancy'), 0.5, 1e-3)
  })
})

it('a chain passes through time as its rates say', () => {
  const rules = {
    key: String,
    moves: (state: number) => (state === 0 ? [{ to: 1, rate: 2, counts: [0] }] : []),
    rewards: () => [],
  }
  const { after, integral } = new Chain(rules, [0], 10).passed(Float64Array.of(1, 0), 40)
  const { after: soon } = new Chain(rules, [0], 10).passed(Float64Array.of(1, 0), 0.3)
  expectClose(soon[0]!, Math.exp(-0.6), 1e-12)
  expectClose(integral[0]!, 0.5, 1e-12)
  expectClose(after[1]!, 1, 1e-12)
})
