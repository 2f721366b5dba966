import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Slots, type SlotsJson } from '../../src/base/slots.js'
import { SlotsModel } from '../model/base/base-slots.js'

const command = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ type: 'allocate' as const, pick: 0 }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('release' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ type: 'restore' as const, pick: 0 }) },
)

test('slots, handles and counts agree with the naive twin, across snapshots', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 120 }), fc.nat({ max: 20 }), (commands, capacity) => {
      let slots = new Slots(capacity)
      const model = new SlotsModel()
      const live: number[] = []
      const handles: number[] = []
      for (const { type, pick } of commands) {
        if (type === 'allocate') {
          const slot = slots.allocate()
          expect(slot).toBe(model.allocate())
          expect(slots.handleOf(slot)).toBe(model.handleOf(slot))
          live.push(slot)
          handles.push(slots.handleOf(slot))
        } else if (type === 'restore') {
          slots = Slots.fromJSON(JSON.parse(JSON.stringify(slots)) as SlotsJson)
        } else if (live.length > 0) {
          const [slot] = live.splice(pick % live.length, 1)
          slots.release(slot!)
          model.release(slot!)
        }
        expect(slots.live).toBe(model.live)
        expect(slots.highWater).toBe(model.highWater)
      }
      for (const handle of handles) expect(slots.slotOf(handle)).toBe(model.slotOf(handle))
      for (let slot = -1; slot <= slots.highWater; slot++) expect(slots.isLive(slot)).toBe(model.isLive(slot))
    }),
  )
})

test('no number but a live handle names a slot', () => {
  const slots = new Slots()
  const handles = new Set<number>()
  for (let i = 0; i < 50; i++) handles.add(slots.handleOf(slots.allocate()))
  const near = fc
    .constantFrom(...handles)
    .chain((handle) =>
      fc.constantFrom(
        handle + 0.5,
        -handle,
        handle + 2 ** 24,
        handle - 2 ** 24,
        handle + 2 ** 32,
        handle * 2 ** 32,
        handle % 2 ** 24,
      ),
    )
  const numbers = fc.oneof(near, fc.double(), fc.integer(), fc.maxSafeInteger())
  fc.assert(
    fc.property(numbers, (n) => {
      if (!handles.has(n)) expect(slots.slotOf(n)).toBe(-1)
    }),
  )
})
