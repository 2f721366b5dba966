/**
 * The naive twin of the table of live numbers: every addition is remembered, and a reading looks at all of them.
 */
import type { Period, RowName } from '../../../src/sla/measure-table.js'

export interface Addition extends RowName {
  readonly period: number
  readonly field: number
  readonly amount: number
}

export class MeasureTableModel {
  readonly #keepPeriods: number
  readonly #additions: Addition[] = []
  readonly #maximum: number

  /** `maximum`: the field that is one. */
  constructor(keepPeriods: number, maximum: number) {
    this.#keepPeriods = keepPeriods
    this.#maximum = maximum
  }

  add(addition: Addition): void {
    this.#additions.push(addition)
  }

  value({ kind, name }: RowName, period: Period, field: number): number {
    const last = Math.max(...this.#additions.map((each) => each.period))
    const isEarlier = (each: Addition): boolean => each.period <= last - this.#keepPeriods
    const amounts = this.#additions
      .filter((each) => each.kind === kind && each.name === name && each.field === field)
      .filter((each) =>
        period === 'all'
          ? true
          : period === 'earlier'
            ? isEarlier(each)
            : each.period === period && !isEarlier(each),
      )
      .map(({ amount }) => amount)
    return field === this.#maximum ? Math.max(0, ...amounts) : amounts.reduce((sum, each) => sum + each, 0)
  }
}
