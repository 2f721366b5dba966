import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Histogram, type HistogramJson } from '../../src/base/histogram.js'
import { HistogramModel } from '../model/base/base-histogram.js'

/** Values of every size; together they stay below 2^53, so that sums are exact. */
const value = fc.oneof(
  fc.nat({ max: 300 }),
  fc.nat({ max: 10_000_000 }),
  fc.integer({ min: 0, max: 46 }).chain((bits) => fc.integer({ min: 0, max: 2 ** bits })),
  fc.integer({ min: 1, max: 46 }).chain((bits) => fc.constantFrom(2 ** bits - 1, 2 ** bits)),
)
const times = fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.nat({ max: 5 }))
const records = fc.array(fc.record({ value, times }), { maxLength: 30 })
type Records = readonly { readonly value: number; readonly times: number }[]

const thousandths = fc.oneof(fc.nat({ max: 1000 }), fc.constantFrom(0, 500, 800, 950, 990, 1000))

function histogramOf(...parts: Records[]): Histogram {
  const histogram = new Histogram()
  for (const part of parts) for (const record of part) histogram.record(record.value, record.times)
  return histogram
}

function modelOf(...parts: Records[]): HistogramModel {
  const model = new HistogramModel()
  for (const part of parts) for (const record of part) model.record(record.value, record.times)
  return model
}

test('every measure agrees with the sorted list: moments and ends exactly, quantiles within 1/256', () => {
  fc.assert(
    fc.property(records, fc.array(thousandths, { minLength: 1 }), (some, quantiles) => {
      const histogram = histogramOf(some)
      const model = modelOf(some)
      expect(histogram.count).toBe(model.count)
      expect(histogram.sum).toBe(model.sum)
      expect(histogram.mean).toBe(model.mean)
      expect(histogram.min).toBe(model.min)
      expect(histogram.max).toBe(model.max)
      for (const t of quantiles) {
        const q = t / 1000
        const exact = model.quantile(q)
        const told = histogram.quantile(q)
        if (model.count === 0) {
          expect(told).toBeNaN()
          continue
        }
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact < 256 ? 0 : exact / 256)
        expect(Number.isInteger(told)).toBe(true)
      }
    }),
  )
})

test('countAtMost is exact for small values and at the ends, else never too small and at most 1/128 too far', () => {
  fc.assert(
    fc.property(records, value, fc.nat(), fc.integer({ min: -1, max: 1 }), (some, other, pick, shift) => {
      const histogram = histogramOf(some)
      const model = modelOf(some)
      const near = some.length > 0 ? some[pick % some.length]!.value + shift : 0
      for (const limit of [other, near, near + 0.5, model.min, model.max]) {
        const told = histogram.countAtMost(limit)
        expect(told).toBeGreaterThanOrEqual(model.countAtMost(limit))
        const exact = limit < 256 || limit < model.min || limit >= model.max
        expect(told).toBeLessThanOrEqual(model.countAtMost(exact ? limit : limit * (1 + 1 / 128)))
      }
      expect(histogram.countAtMost(-1)).toBe(0)
      expect(histogram.countAtMost(Infinity)).toBe(model.count)
    }),
  )
})

test('quantiles and counts climb together', () => {
  fc.assert(
    fc.property(records, thousandths, thousandths, value, value, (some, s, t, a, b) => {
      const histogram = histogramOf(some)
      expect(histogram.countAtMost(Math.min(a, b))).toBeLessThanOrEqual(histogram.countAtMost(Math.max(a, b)))
      if (histogram.count === 0) return
      const low = histogram.quantile(Math.min(s, t) / 1000)
      const high = histogram.quantile(Math.max(s, t) / 1000)
      expect(low).toBeLessThanOrEqual(high)
      expect(low).toBeGreaterThanOrEqual(histogram.min)
      expect(high).toBeLessThanOrEqual(histogram.max)
      const atMost = histogram.countAtMost(histogram.quantile(t / 1000))
      expect(atMost * 1000).toBeGreaterThanOrEqual(t * histogram.count)
    }),
  )
})

test('merging is recording everything: in any order, grouped in any way, with an empty one as the neutral element', () => {
  fc.assert(
    fc.property(records, records, records, (a, b, c) => {
      const everything = histogramOf(a, b, c).toJSON()
      const left = histogramOf(a)
      left.merge(histogramOf(b))
      left.merge(histogramOf(c))
      const tail = histogramOf(b)
      tail.merge(histogramOf(c))
      const right = histogramOf(a)
      right.merge(tail)
      const reversed = histogramOf(c)
      reversed.merge(histogramOf(b))
      reversed.merge(histogramOf(a))
      for (const merged of [left, right, reversed]) expect(merged.toJSON()).toEqual(everything)
      left.merge(new Histogram())
      const empty = new Histogram()
      empty.merge(left)
      expect(left.toJSON()).toEqual(everything)
      expect(empty.toJSON()).toEqual(everything)
      expect(tail.toJSON()).toEqual(histogramOf(b, c).toJSON())
    }),
  )
})

test('merged with itself, everything counts twice', () => {
  fc.assert(
    fc.property(records, (some) => {
      const histogram = histogramOf(some)
      histogram.merge(histogram)
      expect(histogram.toJSON()).toEqual(histogramOf(some, some).toJSON())
    }),
  )
})

test('JSON there and back changes nothing, also for what is recorded afterwards', () => {
  fc.assert(
    fc.property(records, records, (before, after) => {
      const histogram = histogramOf(before)
      const copy = Histogram.fromJSON(JSON.parse(JSON.stringify(histogram)) as HistogramJson)
      for (const record of after) {
        histogram.record(record.value, record.times)
        copy.record(record.value, record.times)
      }
      expect(copy.toJSON()).toEqual(histogram.toJSON())
      expect(copy.count).toBe(histogram.count)
      expect(copy.quantile(0.5)).toBe(histogram.quantile(0.5))
    }),
  )
})

test('cleared, it is as new', () => {
  fc.assert(
    fc.property(records, records, (before, after) => {
      const histogram = histogramOf(before)
      histogram.clear()
      for (const record of after) histogram.record(record.value, record.times)
      expect(histogram.toJSON()).toEqual(histogramOf(after).toJSON())
    }),
  )
})
