import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Capacity } from '../../src/routing/capacity.js'

const capacityClass = fc.record({
  units: fc.integer({ min: 1, max: 9 }),
  exclusive: fc.boolean(),
  hard: fc.boolean(),
})

describe('capacity', () => {
  it('has room for a class when its units fit, and for an exclusive one when nothing is used', () => {
    fc.assert(
      fc.property(
        fc.array(capacityClass, { maxLength: 31 }),
        fc.nat({ max: 12 }),
        fc.nat({ max: 12 }),
        (classes, capacity, used) => {
          const fits = new Capacity(classes).fitting(capacity, used)
          classes.forEach(({ units, exclusive }, k) => {
            const isRoomy = used + units <= capacity && (!exclusive || used === 0)
            expect((fits & (1 << k)) !== 0).toBe(isRoomy)
          })
          expect(fits & ~new Capacity(classes).every).toBe(0)
        },
      ),
    )
  })

  it('has one bit for each class that is exclusive or hard', () => {
    const { every, exclusive, hard } = new Capacity([
      { units: 1, exclusive: false, hard: true },
      { units: 1, exclusive: true, hard: false },
      { units: 1, exclusive: true, hard: true },
    ])
    expect([every, exclusive, hard]).toEqual([0b111, 0b110, 0b101])
  })

  it('refuses more classes than it has bits for', () => {
    const classes = Array.from({ length: 32 }, () => ({ units: 1, exclusive: false, hard: false }))
    expect(() => new Capacity(classes)).toThrow('more than 31 classes')
  })
})
