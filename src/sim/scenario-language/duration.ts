/**
 * Times as planners write them: `30s`, `3min`, `1h30min`, `09:30`, or a plain number of milliseconds.
 * Idea: one regular expression for the shape (the JSON Schema carries it too), one pass for the value.
 * Clock times count from midnight of the first day, so `33:00` is nine in the morning of the second.
 * **cost** O(length), only while a scenario is read; allocates per call.
 */

/** A duration or an instant as written: milliseconds, or a string of number and unit (ms, s, min, h, d), or hh:mm[:ss]. */
export type TimeSpec = number | string

/** What the string form of a {@link TimeSpec} looks like. */
export const timePattern = /^(?:(?:\d+(?:\.\d+)?\s*(?:ms|s|min|h|d)\s*)+|\d{1,3}:[0-5]\d(?::[0-5]\d)?)$/

/** In words, for messages. */
export const timeForms = 'a time is written 30s, 3min, 1h30min, 09:30, or as a number of milliseconds'

/** What people write for a unit. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z])(?:msecs?|millis|milliseconds?)(?![a-z])/g, 'ms'],
  [/(?<![a-z])(?:secs?|seconds?|["″])(?![a-z])/g, 's'],
  [/(?<![a-z])(?:m|mins|minutes?|['′])(?![a-z])/g, 'min'],
  [/(?<![a-z])(?:hrs?|hours?)(?![a-z])/g, 'h'],
  [/(?<![a-z])(?:days?)(?![a-z])/g, 'd'],
]

/** How a text that is no time was probably meant to be written: `write 3min` for "3 minutes". */
export function timeHint(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  let text = value
    .trim()
    .toLowerCase()
    .replace(/(\d),(\d)/g, '$1.$2')
  for (const [word, unit] of WORDS) text = text.replace(word, unit)
  text = text.replaceAll(/(?:\s|and|,)+/g, '')
  const [, hour, minute = '00', half] = /^(\d{1,2})(?:[:.](\d\d))?(am|pm)$/.exec(text) ?? []
  if (hour !== undefined) text = `${(Number(hour) % 12) + (half === 'pm' ? 12 : 0)}:${minute}`
  else text = text.replace(/^(\d{1,2})(?:\.|h)([0-5]\d)(?:h|uhr)?$/, '$1:$2')
  if (/^\d:/.test(text)) text = `0${text}`
  return timePattern.test(text) && text !== value ? `write ${text}` : undefined
}

const DAY_MS = 86_400_000

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: DAY_MS,
}

/** 2^41 ms, 69 years: the engine's own limit is twice that. */
export const LONGEST_TIME_MS = 2 ** 41

/** Whole milliseconds, rounded; NaN for anything that is not a time (negative, too long, unknown unit). */
export function timeMs(spec: TimeSpec): number {
  if (typeof spec === 'number') return spec >= 0 && spec <= LONGEST_TIME_MS ? Math.round(spec) : Number.NaN
  const text = spec.trim()
  if (!timePattern.test(text)) return Number.NaN
  if (text.includes(':')) {
    const [hours, minutes, seconds = 0] = text.split(':').map(Number)
    return hours! * 3_600_000 + minutes! * 60_000 + seconds * 1_000
  }
  let ms = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g))
    ms += Number(amount) * UNIT_MS[unit!]!
  return ms <= LONGEST_TIME_MS ? Math.round(ms) : Number.NaN
}

/** `09:30`, or `09:30:05` and `09:30:05.250` where a minute or second is not whole. Hours go on beyond 24. */
export function clockText(atMs: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const seconds = Math.floor(atMs / 1_000)
  const rest = atMs - seconds * 1_000
  const text = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}`
  if (rest !== 0) return `${text}:${two(seconds % 60)}.${String(rest).padStart(3, '0')}`
  return seconds % 60 === 0 ? text : `${text}:${two(seconds % 60)}`
}

/** A time within the day, and which day it is from the second on: `09:30`, `20:00 on day 7`. A day ends at 24:00. */
export function instantText(atMs: number): string {
  const day = Math.max(0, Math.ceil(atMs / DAY_MS) - 1)
  return day === 0 ? clockText(atMs) : `${clockText(atMs - day * DAY_MS)} on day ${day + 1}`
}

/** A length of time in the form of a {@link TimeSpec}: `1h30min`, `35min`, `1min5s`, `250ms`. */
export function lengthText(ms: number): string {
  const hours = Math.floor(ms / 3_600_000)
  const minutes = Math.floor(ms / 60_000) % 60
  const rest = ms % 60_000
  const parts = [
    hours > 0 ? `${hours}h` : '',
    minutes > 0 ? `${minutes}min` : '',
    rest % 1_000 === 0 ? (rest > 0 ? `${rest / 1_000}s` : '') : `${rest}ms`,
  ]
  return parts.join('') || '0s'
}
