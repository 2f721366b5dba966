import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RepeatWindow } from '../../src/sla/repeat-window.js'

const step = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  laterMs: fc.nat(40),
  /** How long ago the contact arrived; `null`: something ends. */
  arrivedAgoMs: fc.option(fc.nat(60), { freq: 2 }),
})

test('before is what ended last under the key, if that was before the arrival and within the window', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60, size: 'max' }),
      fc.nat(80),
      fc.nat(20),
      (steps, windowMs, cut) => {
        let window = new RepeatWindow<number>(windowMs)
        const ends: { key: string; atMs: number; what: number }[] = []
        let nowMs = 0
        steps.forEach(({ key, laterMs, arrivedAgoMs }, index) => {
          nowMs += laterMs
          if (index === cut) window = RepeatWindow.fromJSON(windowMs, window.toJSON())
          if (arrivedAgoMs === null) {
            ends.push({ key, atMs: nowMs, what: index })
            window.end(key, nowMs, index)
            return
          }
          const last = ends.findLast((ended) => ended.key === key)
          const isBefore = last && last.atMs <= nowMs - arrivedAgoMs && nowMs - last.atMs <= windowMs
          expect(window.before(key, nowMs - arrivedAgoMs, nowMs)).toBe(isBefore ? last.what : undefined)
        })
      },
    ),
  )
})

test('what is too long ago is forgotten', () => {
  const window = new RepeatWindow<number>(10)
  for (let index = 0; index < 1000; index++) window.end(`customer ${index}`, index, index)
  expect(window.toJSON().length).toBe(11)
})
