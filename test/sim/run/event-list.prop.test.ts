import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventList } from '../../../src/sim/run/event-list.js'
import { EventListModel } from '../../model/sim/sim-event-list.js'
import { times } from '../../times.js'

/** Few near each other, for they meet early, and some far beyond the first matches. */
const IDS = [...Array.from({ length: 20 }, (_, id) => id), 1_022, 1_023, 1_024, 2_047, 2_048, 5_000]
const id = fc.constantFrom(...IDS)

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('plan' as const),
      id,
      atMs: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 ** 42 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), id }) },
)

describe('the event list', () => {
  it('hands out what its naive twin hands out', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const list = new EventList()
        const model = new EventListModel()
        for (const each of steps) {
          if (each.kind === 'take') {
            expect(list.take()).toBe(model.take())
          } else if (each.kind === 'cancel') {
            list.cancel(each.id)
            model.cancel(each.id)
          } else {
            list.plan(each.id, each.atMs)
            model.plan(each.id, each.atMs)
          }
          expect(list.nextAtMs).toBe(model.nextAtMs)
          for (const one of IDS) expect(list.has(one)).toBe(model.has(one))
        }
        while (model.nextAtMs < Infinity) expect(list.take()).toBe(model.take())
        expect(list.take()).toBe(-1)
      }),
      times(60),
    )
  })
})
