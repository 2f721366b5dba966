/**
 * In which unit people are told a length of time, and with how many digits: seconds below 10 min, minutes below 2 h, hours
 * below 3 days, then days.
 * Idea: waits and handling times are spoken of in seconds, a night in hours, a weekend in days. Three digits
 * are known of whatever is in minutes or more; a length that would be rounded up to the next unit is told in
 * that.
 * **cost** O(1); allocates the text. Caveat: data for programs stay in milliseconds.
 */

export interface TimeUnit {
  readonly text: 's' | 'min' | 'h' | 'd'
  readonly ms: number
  readonly decimals: 1 | 2
}

/** With the number from which on the next one is used. */
const UNITS: readonly (readonly [unit: TimeUnit, below: number])[] = [
  [{ text: 's', ms: 1_000, decimals: 1 }, 600],
  [{ text: 'min', ms: 60_000, decimals: 1 }, 120],
  [{ text: 'h', ms: 3_600_000, decimals: 2 }, 72],
  [{ text: 'd', ms: 86_400_000, decimals: 2 }, Infinity],
]

/** The unit of a length of time in ms, of either sign. */
export function timeUnitOf(ms: number): TimeUnit {
  const [unit] = UNITS.find(([each, below]) => Number(inUnit(Math.abs(ms), each)) < below) ?? UNITS.at(-1)!
  return unit
}

/** The next smaller one, or seconds. */
export function smallerUnit(unit: TimeUnit): TimeUnit {
  const place = UNITS.findIndex(([each]) => each === unit)
  return UNITS[Math.max(0, place - 1)]![0]
}

/** A length of time in ms as a number of units, without the unit. */
export function inUnit(ms: number, { ms: size, decimals }: TimeUnit): string {
  return (ms / size).toFixed(decimals)
}

/** A measured length of time in ms: `12.0 s`, `45.3 min`, `3.25 h`, `5.69 d`. */
export function timeText(ms: number): string {
  const unit = timeUnitOf(ms)
  return `${inUnit(ms, unit)} ${unit.text}`
}

/** A length of time in ms that somebody has stated, without empty digits: `20 s`, `2.5 h`. */
export function statedTimeText(ms: number): string {
  const unit = timeUnitOf(ms)
  return `${Number(inUnit(ms, unit))} ${unit.text}`
}
