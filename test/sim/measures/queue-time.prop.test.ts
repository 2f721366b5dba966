/** Waiting time by interval: nothing is lost inside the measured span, nothing is counted outside, each day in its place. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Intervals } from '../../../src/sim/measures/intervals.js'
import { QueueTime } from '../../../src/sim/measures/queue-time.js'

const instant = fc.integer({ min: 0, max: 3_000 })

describe('queue time', () => {
  it('is the sum, millisecond by millisecond, of those who wait', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), instant, instant), { maxLength: 8 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 100, max: 900 }),
        (waits, warmUpMs, lengthMs) => {
          const intervals = new Intervals(0, warmUpMs, 2_000, lengthMs, false)
          const time = new QueueTime(2, intervals)
          const naive = time.sums.map(() => 0)
          const spans = time.spans.map(() => 0)
          for (let atMs = warmUpMs; atMs < 2_000; atMs++) {
            const interval = intervals.indexOf(atMs)
            spans[interval]!++
            for (const [queue, a, b] of waits) {
              if (Math.min(a, b) <= atMs && atMs < Math.max(a, b))
                naive[queue * intervals.count + interval]!++
            }
          }
          for (const [queue, a, b] of waits) time.add(queue, Math.min(a, b), Math.max(a, b))
          expect(time.sums).toEqual(naive)
          expect(time.spans).toEqual(spans)
        },
      ),
    )
  })

  it('adds the days up by the time of day', () => {
    const day = 86_400_000
    const intervals = new Intervals(0, 0, 3 * day, day / 2, true)
    const time = new QueueTime(1, intervals)
    time.add(0, day / 2 - 10, day / 2 + 5)
    time.add(0, day + day / 2 - 1, day + day / 2 + 1)
    expect([...time.sums]).toEqual([11, 6])
    expect([...time.spans]).toEqual([1.5 * day, 1.5 * day])
  })
})
