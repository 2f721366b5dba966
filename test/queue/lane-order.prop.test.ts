import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Shelves } from '../../src/base/shelves.js'
import { GAVE_UP, LaneOrder } from '../../src/queue/lane-order.js'

const RATES = [100, 150, 0]
const LANES = 120

interface Entry {
  readonly lane: number
  readonly band: number
  readonly rate: number
  readonly key: number
  readonly virtualAtMs: number
  readonly sequence: number
}

const command = fc.record({
  type: fc.constantFrom('put', 'put', 'put', 'remove'),
  lane: fc.nat({ max: LANES - 1 }),
  virtualAtMs: fc.nat({ max: 5 }),
  headStartMs: fc.constantFrom(0, 0, 1, 3),
})

/** The naive twin: sort all by band, standing, virtual enqueue time and sequence, and take the first that is accepted. */
function naiveFirst(entries: readonly Entry[], nowMs: number, accepts: (lane: number) => boolean): number {
  const standing = ({ rate, key }: Entry): number => rate * nowMs - key
  const inOrder = entries.toSorted(
    (a, b) =>
      b.band - a.band ||
      standing(b) - standing(a) ||
      a.virtualAtMs - b.virtualAtMs ||
      a.sequence - b.sequence,
  )
  return inOrder.find(({ lane }) => accepts(lane))?.lane ?? -1
}

test('the first lane that is accepted is that of sorting all of them, or the search gives up after many', () => {
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 150, size: 'max' }),
      fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 2, 10, 30), fc.nat({ max: 10 })), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom(1, 2, 5),
      (commands, questions, shelfBits) => {
        const order = new LaneOrder(new Shelves(shelfBits, 1))
        const lanes = new Map<number, Entry>()
        let sequence = 0
        for (const { type, lane, virtualAtMs, headStartMs } of commands) {
          if (type === 'remove') {
            order.remove(lane)
            lanes.delete(lane)
            continue
          }
          // What a lane is does not change while it is open, as in the waiting line.
          const rate = RATES[lane % RATES.length]!
          const band = lane % 2
          const key = rate * virtualAtMs - 100 * headStartMs
          sequence++
          order.put(lane, band, rate, { key, virtualAtMs, sequence })
          lanes.set(lane, { lane, band, rate, key, virtualAtMs, sequence })
        }
        for (const [laterMs, among] of questions) {
          const nowMs = 5 + laterMs
          const looked = new Set<number>()
          const isAcceptable = (lane: number): boolean => (lane * 7) % 10 < among
          const found = order.first({
            nowMs,
            accepts: (lane) => {
              expect(looked.has(lane)).toBe(false)
              looked.add(lane)
              return isAcceptable(lane)
            },
          })
          const entries = [...lanes.values()]
          if (found === GAVE_UP) {
            expect(looked.size).toBe(Math.ceil(entries.length / 16))
            expect([...looked].filter(isAcceptable).length).toBeLessThanOrEqual(RATES.length)
          } else {
            expect(found).toBe(naiveFirst(entries, nowMs, isAcceptable))
          }
        }
      },
    ),
  )
})

test('a search among many passes over those that are not acceptable, in order', () => {
  const order = new LaneOrder()
  for (let lane = 0; lane < 1_000; lane++)
    order.put(lane, 0, 100, { key: (lane * 617) % 1_000, virtualAtMs: 0, sequence: lane })
  const inOrder = Array.from({ length: 1_000 }, (_, i) => i).toSorted(
    (a, b) => ((a * 617) % 1_000) - ((b * 617) % 1_000),
  )
  const looked: number[] = []
  const found = order.first({
    nowMs: 0,
    accepts: (lane) => {
      looked.push(lane)
      return looked.length === 60
    },
  })
  expect(found).toBe(inOrder[59])
  expect(looked).toEqual(inOrder.slice(0, 60))
  expect(order.first({ nowMs: 0, accepts: () => false })).toBe(GAVE_UP)
})

test('of lanes that age at different rates and stand alike, the earlier goes first', () => {
  for (const earlierRate of [100, 150]) {
    const order = new LaneOrder()
    // Lanes enough for a search that looks at two.
    for (let lane = 0; lane < 30; lane++)
      order.put(lane, 0, 100, { key: lane, virtualAtMs: 0, sequence: lane })
    for (const rate of [100, 150])
      order.put(rate, 1, rate, { key: 5 * rate, virtualAtMs: 5, sequence: rate === earlierRate ? 40 : 41 })
    expect(order.first({ nowMs: 5, accepts: () => true })).toBe(earlierRate)
  }
})

test('of no lanes, and of none that is acceptable, there is no first', () => {
  const order = new LaneOrder()
  const all = { nowMs: 0, accepts: () => true }
  expect(order.first(all)).toBe(-1)
  order.put(3, 0, 100, { key: 1, virtualAtMs: 1, sequence: 1 })
  expect(order.first(all)).toBe(3)
  expect(order.first({ nowMs: 0, accepts: () => false })).toBe(-1)
  order.remove(3)
  order.remove(3)
  expect(order.first(all)).toBe(-1)
})
