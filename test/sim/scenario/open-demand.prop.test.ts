import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursOf, withinHours } from '../../../src/sim/scenario/open-demand.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

/** Ascending stretches, apart or touching. */
const stretches = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 })
  .map((edges) => edges.toSorted((a, b) => a - b))
  .map((edges) =>
    Array.from({ length: Math.floor(edges.length / 2) }, (_, i) => ({
      fromMs: edges[2 * i]!,
      toMs: edges[2 * i + 1]!,
    })),
  )

test('an instant is in a part exactly when it is in a stretch and in open hours, and parts keep what they are of', () => {
  fc.assert(
    fc.property(stretches, stretches, (some, open) => {
      const hours = {
        zone: 'UTC',
        fromMs: 0,
        toMs: 60,
        opensAtMs: open.map(({ fromMs }) => fromMs),
        closesAtMs: open.map(({ toMs }) => toMs),
      }
      const named = some.map((stretch, name) => ({ ...stretch, name }))
      const parts = withinHours(named, hours)
      const at = (list: readonly { fromMs: number; toMs: number }[], ms: number) =>
        list.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs)
      for (let ms = 0; ms < 60; ms++) {
        const part = at(parts, ms)
        expect(part !== undefined).toBe(at(some, ms) !== undefined && at(open, ms) !== undefined)
        if (part !== undefined) expect(part).toMatchObject({ name: some.indexOf(at(some, ms)!) })
      }
      for (const { fromMs, toMs } of parts) expect(fromMs).toBeLessThan(toMs)
      expect(withinHours(named, null)).toBe(named)
    }),
  )
})

test('hours are those of the queue, and none of one that is always open', () => {
  const { normal } = smallScenario({
    firstDay: 'monday',
    policy: {
      ...smallSpec.policy!,
      queues: { calls: { hours: 'shop' }, mail: {} },
      calendars: { shop: { zone: 'UTC', weekly: { mon: ['00:10-00:30'] } } },
    },
  }).policy
  expect(hoursOf(normal, 'calls')?.opensAtMs).toEqual([600_000])
  expect(hoursOf(normal, 'mail')).toBeNull()
})
