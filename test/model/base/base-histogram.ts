/**
 * The naive twin of `Histogram`: every record kept, everything computed from the sorted list.
 * It is exact where the histogram is within 1/256, so tests compare with that tolerance.
 */
import type { Histogram } from '../../../src/base/histogram.js'

export class HistogramModel implements Omit<Pick<Histogram, keyof Histogram>, 'merge' | 'toJSON'> {
  private values: number[] = []

  get count(): number {
    return this.values.length
  }

  get sum(): number {
    return this.values.reduce((sum, value) => sum + value, 0)
  }

  get mean(): number {
    return this.sum / this.count
  }

  get min(): number {
    return this.values[0] ?? Number.NaN
  }

  get max(): number {
    return this.values.at(-1) ?? Number.NaN
  }

  record(value: number, times = 1): void {
    for (let i = 0; i < times; i++) this.values.push(value)
    this.values.sort((a, b) => a - b)
  }

  /** The record of rank ceil(q * count), at least 1; `q` is a whole number of thousandths. */
  quantile(q: number): number {
    const thousandths = Math.round(q * 1000)
    const rank = Math.max(1, Math.ceil((thousandths * this.count) / 1000))
    return this.values[rank - 1] ?? Number.NaN
  }

  countAtMost(value: number): number {
    return this.values.filter((other) => other <= value).length
  }

  clear(): void {
    this.values = []
  }
}
