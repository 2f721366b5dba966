import fc from 'fast-check'
import type { CalendarData } from '../../src/sla/calendar.js'

/** Hours of a few milliseconds, with gaps, known for a part of the time only. */
export const someStretches: fc.Arbitrary<CalendarData> = fc
  .tuple(fc.nat(40), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }))
  .map(([fromMs, lengths]) => {
    const edges = lengths.reduce((list, length) => [...list, list.at(-1)! + length], [fromMs])
    const opensAtMs = edges.filter((_, i) => i % 2 === 1 && i + 1 < edges.length)
    const closesAtMs = edges.filter((_, i) => i % 2 === 0 && i > 0)
    return { zone: 'UTC', fromMs, toMs: edges.at(-1)!, opensAtMs, closesAtMs }
  })
