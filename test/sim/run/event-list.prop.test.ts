import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventList, eventKey, instantOf } from '../../../src/sim/run/event-list.js'
import { EventListModel } from '../../model/sim/sim-event-list.js'
import { times } from '../../times.js'

const step = fc.oneof(
  fc.record({
    kind: fc.constant('plan' as const),
    id: fc.integer({ min: 0, max: 40 }),
    atMs: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 ** 42 })),
    rank: fc.integer({ min: 0, max: 7 }),
  }),
  fc.record({ kind: fc.constant('take' as const) }),
  fc.record({ kind: fc.constant('cancel' as const), id: fc.integer({ min: 0, max: 40 }) }),
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
          } else if (!model.has(each.id)) {
            list.plan(each.id, each.atMs, each.rank)
            model.plan(each.id, each.atMs, each.rank)
          }
          const { first } = model
          expect(list.nextKey).toBe(first === undefined ? Infinity : eventKey(first.atMs, first.rank))
          expect(list.size).toBe(model.size)
          for (let id = 0; id <= 40; id++) expect(list.has(id)).toBe(model.has(id))
        }
      }),
      times(60),
    )
  })

  it('keeps instants exact to the end of time', () => {
    for (const atMs of [0, 1, 2 ** 42]) {
      for (const rank of [0, 7]) expect(instantOf(eventKey(atMs, rank))).toBe(atMs)
    }
    expect(instantOf(Infinity)).toBe(Infinity)
  })
})
