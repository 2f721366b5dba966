/**
 * Numbers for people: shares in percent, times in the unit that suits them (time-unit.ts), counts with one decimal where one
 * of those that are read together is not whole. The report prints what it is given; units are changed here and nowhere else, and nothing is computed.
 * Idea: what is read together is in one unit: a value and its spread, and a column, unless its values are too far apart for that.
 * **cost** O(values); allocates the text.
 */
import type { Unit } from '../../sim/measures/measure-list.js'
import { type TimeUnit, inUnit, smallerUnit, timeUnitOf } from '../../base/time-unit.js'

/** How a unit is headed; that of times depends on them. */
const UNIT_TEXT: Readonly<Record<Exclude<Unit, 'ms'>, string>> = {
  share: '%',
  contacts: '',
  alerts: '',
  hours: 'h',
  'contacts/h': '/h',
  ratio: '',
  money: '',
}

/** How values that are read together are written. */
export interface Scale {
  /** '' where there is none. */
  readonly unit: string
  /** A value without the unit; `-` for none. */
  readonly write: (value: number | null) => string
}

/**
 * The way to write values of a unit: counts with a decimal where one of these has any, times by the largest of these,
 * or in the next smaller unit where another could not be seen in that.
 */
export function scaleOf(unit: Unit, ...values: readonly (number | null)[]): Scale {
  if (unit !== 'ms') {
    const isBroken = values.some((value) => value !== null && !Number.isInteger(value))
    return { unit: UNIT_TEXT[unit], write: (value) => formatted(value, unit, isBroken) }
  }
  const size = timeUnitOf(largestOf(values))
  const sizes = values.flatMap((value) => (value === null || value === 0 ? [] : [Math.abs(value)]))
  const isUnseen = Math.min(...sizes, Infinity) < size.ms / 10
  return timeScale(isUnseen ? smallerUnit(size) : size)
}

/** The way to write a value and its spread: in the unit of the value, however small the spread. */
export function spreadScale(unit: Unit, value: number | null, halfWidth: number | null): Scale {
  return unit === 'ms' ? scaleOf(unit, value) : scaleOf(unit, value, halfWidth)
}

/** A value in the form of a unit whose size does not vary; `-` for none. `isBroken`: with a decimal, though it be whole. */
export function formatted(value: number | null, unit: Exclude<Unit, 'ms'>, isBroken = false): string {
  return value === null ? '-' : unsignedZero(digits(value, unit, isBroken))
}

/** A value, its spread if it has one, and the unit: `12.3 +- 0.4 s`; `-` for none. */
export function told(value: number | null, unit: Unit, halfWidth: number | null = null): string {
  const scale = spreadScale(unit, value, halfWidth)
  const spread = halfWidth === null ? '' : ` +- ${scale.write(halfWidth)}`
  return value === null ? '-' : `${scale.write(value)}${spread} ${scale.unit}`.trimEnd()
}

/** The cells of a column. */
export interface ColumnText {
  /** The unit of all; '' where there is none, or each cell has its own. */
  readonly unit: string
  /** As given: for each row its values. */
  readonly rows: readonly (readonly string[])[]
}

/** A column in which each row has a value, and maybe others that are read with it. */
export function columnText(unit: Unit, rows: readonly (readonly (number | null)[])[]): ColumnText {
  if (unit !== 'ms') {
    const scale = scaleOf(unit, ...rows.flat())
    return { unit: scale.unit, rows: rows.map((row) => row.map(scale.write)) }
  }
  const scales = rows.map(([value]) => scaleOf(unit, value ?? null))
  // What is nothing is nothing in any unit.
  const units = new Set(scales.flatMap((scale, i) => ((rows[i]![0] ?? 0) === 0 ? [] : [scale.unit])))
  if (units.size < 2) {
    const [first] = rows.map(([value]) => value ?? null).filter((value) => value !== null && value !== 0)
    const scale = scaleOf(unit, first ?? null)
    return { unit: scale.unit, rows: rows.map((row) => row.map(scale.write)) }
  }
  const width = Math.max(...scales.map((scale) => scale.unit.length))
  return {
    unit: '',
    rows: rows.map((row, i) => {
      const scale = scales[i]!
      return row.map((value) =>
        value === null ? '-'.padEnd(width + 2) : `${scale.write(value)} ${scale.unit.padEnd(width)}`,
      )
    }),
  }
}

/**
 * The way to write values where there is little room: without decimals, but for hours and days; times each in its own
 * unit, where one of them could not be seen in that of the largest.
 */
export function briefScale(unit: Unit, values: readonly number[]): Scale {
  const { size, unit: text } = axisUnit(unit, largestOf(values))
  const least = Math.min(...values.filter((value) => value > 0), Infinity)
  if (unit === 'ms' && size > 60_000 && least < size / 20) {
    return { unit: '', write: (value) => (value === null ? '-' : briefTime(value)) }
  }
  const decimals = unit === 'ms' && size > 60_000 ? 1 : 0
  return {
    unit: text,
    write: (value) => (value === null ? '-' : unsignedZero(grouped((value / size).toFixed(decimals)))),
  }
}

/** `17s`, `13m`, `5.4h`, `13h`: the first letter of the unit, for a field of a heat map holds no more. */
function briefTime(ms: number): string {
  const { size, unit } = axisUnit('ms', ms)
  return `${(ms / size).toFixed(size > 60_000 && ms < 9.95 * size ? 1 : 0)}${unit.charAt(0)}`
}

/** What an axis counts in. */
export interface AxisUnit {
  /** Of one, in values. */
  readonly size: number
  readonly unit: string
}

/** The unit of an axis on which the largest value is this. */
export function axisUnit(unit: Unit, largest: number): AxisUnit {
  const size = unit === 'ms' ? timeUnitOf(largest).ms : unit === 'share' ? 0.01 : 1
  return { size, unit: scaleOf(unit, largest).unit }
}

function timeScale(unit: TimeUnit): Scale {
  return {
    unit: unit.text,
    write: (value) => (value === null ? '-' : unsignedZero(grouped(inUnit(value, unit)))),
  }
}

function largestOf(values: readonly (number | null)[]): number {
  return values.reduce((most: number, value) => Math.max(most, Math.abs(value ?? 0)), 0)
}

/** `0.0` for what is too small to be seen, on either side of nothing. */
function unsignedZero(text: string): string {
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text
}

function digits(value: number, unit: Exclude<Unit, 'ms'>, isBroken: boolean): string {
  switch (unit) {
    case 'share':
      return (value * 100).toFixed(1)
    case 'contacts':
    case 'alerts':
    case 'hours':
    case 'contacts/h':
      return grouped(isBroken || !Number.isInteger(value) ? value.toFixed(1) : String(value))
    case 'ratio':
      return value.toFixed(2)
    case 'money':
      return grouped(value.toFixed(2))
  }
}

/** `1 plan`, `2 plans`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** `12,345.6`. */
function grouped(text: string): string {
  const [whole, fraction] = text.split('.')
  const groups = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
