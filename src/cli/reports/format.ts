/**
 * Numbers for people: shares in percent, times in seconds, counts with one decimal where they are not whole.
 * The report prints what it is given; units are changed here and nowhere else, and nothing is computed.
 * **cost** O(1); allocates the text.
 */
import type { Unit } from '../../sim/measures/measure-list.js'

/** How a unit is headed. */
export const unitText: Readonly<Record<Unit, string>> = {
  share: '%',
  ms: 's',
  contacts: '',
  alerts: '',
  hours: 'h',
  'contacts/h': '/h',
  ratio: '',
  money: '',
}

/** A value in its unit's form; `-` for none. */
export function formatted(value: number | null, unit: Unit): string {
  return value === null ? '-' : unsignedZero(digits(value, unit))
}

/** A value in its unit's form without decimals, where there is little room. */
export function rounded(value: number, unit: Unit): string {
  const size = unit === 'share' ? value * 100 : unit === 'ms' ? value / 1_000 : value
  return unsignedZero(grouped(size.toFixed(0)))
}

/** `0.0` for what is too small to be seen, on either side of nothing. */
function unsignedZero(text: string): string {
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text
}

function digits(value: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return (value * 100).toFixed(1)
    case 'ms':
      return (value / 1_000).toFixed(1)
    case 'contacts':
    case 'alerts':
    case 'hours':
    case 'contacts/h':
      return grouped(Number.isInteger(value) ? String(value) : value.toFixed(1))
    case 'ratio':
      return value.toFixed(2)
    case 'money':
      return grouped(value.toFixed(2))
  }
}

/** `12,345.6`. */
function grouped(text: string): string {
  const [whole, fraction] = text.split('.')
  const groups = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
