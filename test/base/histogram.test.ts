import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { Histogram } from '../../src/base/histogram.js'

test('an empty histogram says NaN, not 0', () => {
  const histogram = new Histogram()
  expect([histogram.count, histogram.sum]).toEqual([0, 0])
  for (const measure of [histogram.mean, histogram.min, histogram.max, histogram.quantile(0.5)]) {
    expect(measure).toBeNaN()
  }
  expect(histogram.countAtMost(1000)).toBe(0)
  expect(histogram.toJSON()).toEqual({ sum: 0, min: null, max: null, buckets: [] })
})

test('quantiles are ranks: the 7th of 100 is the 0.07-quantile, though 0.07 * 100 is a little more than 7', () => {
  const histogram = new Histogram()
  for (let value = 1; value <= 100; value++) histogram.record(value)
  expect(0.07 * 100).toBeGreaterThan(7)
  expect(histogram.quantile(0.07)).toBe(7)
  expect([0, 0.001, 0.5, 0.501, 0.95, 1].map((q) => histogram.quantile(q))).toEqual([1, 1, 50, 51, 95, 100])
  expect(histogram.mean).toBe(50.5)
})

test('the whole range is taken, from 0 to 2^53, and the ends are exact', () => {
  const histogram = new Histogram()
  for (const value of [0, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 53]) histogram.record(value)
  expect([histogram.min, histogram.max]).toEqual([0, 2 ** 53])
  expect([histogram.quantile(0), histogram.quantile(1)]).toEqual([0, 2 ** 53])
  expect(histogram.countAtMost(2 ** 31 - 1)).toBe(2)
  expect(Math.abs(histogram.quantile(0.6) / 2 ** 31 - 1)).toBeLessThanOrEqual(1 / 256)
})

test('a bucket edge is where it should be in every doubling', () => {
  for (let bits = 8; bits < 53; bits++) {
    const histogram = new Histogram()
    const width = 2 ** (bits - 7)
    histogram.record(0)
    histogram.record(2 ** bits + width - 1)
    histogram.record(2 ** bits + width)
    histogram.record(2 ** 53)
    expect(histogram.countAtMost(2 ** bits - 1)).toBe(1)
    expect(histogram.countAtMost(2 ** bits + width - 1)).toBe(2)
    expect(histogram.countAtMost(2 ** bits + width)).toBe(3)
  }
})

test('one call may record many', () => {
  const histogram = new Histogram()
  histogram.record(90_000, 3)
  histogram.record(180_000, 0)
  expect([histogram.count, histogram.sum, histogram.max]).toEqual([3, 270_000, 90_000])
})

test('what is no count of whole milliseconds is a programmer error, and changes nothing', () => {
  const histogram = new Histogram()
  for (const value of [-1, 0.5, Number.NaN, Infinity, 2 ** 53 + 2]) {
    expect(() => histogram.record(value)).toThrow(InvariantError)
  }
  for (const times of [-1, 0.5, Number.NaN]) expect(() => histogram.record(1, times)).toThrow(InvariantError)
  for (const q of [-0.1, 1.1, Number.NaN]) expect(() => histogram.quantile(q)).toThrow(InvariantError)
  expect(histogram.count).toBe(0)
})

test('data that contradict themselves are refused', () => {
  const good = { sum: 5, min: 2, max: 3, buckets: [2, 1, 3, 1] }
  expect(Histogram.fromJSON(good).mean).toBe(2.5)
  for (const bad of [
    { ...good, min: null },
    { ...good, max: 4 },
    { ...good, min: 3 },
    { ...good, buckets: [2, 1, 3] },
    { ...good, buckets: [2, 1, 2, 1, 3, 1] },
    { ...good, buckets: [2, 0, 3, 1] },
    { ...good, buckets: [2, 1, 2.5, 1, 3, 1] },
  ]) {
    expect(() => Histogram.fromJSON(bad)).toThrow(InvariantError)
  }
})

test('memory grows with the values seen and is bounded', () => {
  const histogram = new Histogram()
  histogram.record(100)
  expect(histogram['counts'].length).toBeLessThan(256)
  histogram.record(3 * 3_600_000)
  expect(histogram['counts'].byteLength).toBeLessThan(20_000)
  histogram.record(2 ** 53)
  expect(histogram['counts'].byteLength).toBeLessThan(96 * 1024)
})
