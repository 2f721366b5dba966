/**
 * Numbers in tables, as spreadsheets of several countries write them.
 * Idea: where columns are separated by commas the decimal mark is a point; elsewhere it may be a comma as well. What may
 * mean two numbers, `1.234` where the comma may be decimal, is no number: a count must never be read a thousand times too small.
 * **cost** O(length); allocates only for a hint.
 */
import type { Separator } from './csv.js'

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** One mark as if between thousands: three digits behind it, and before it one to three that no number begins with 0. */
const LIKE_THOUSANDS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/
const GROUPED = /^[+-]?\d{1,3}(?:[., '’\u00a0\u202f]\d{3})+(?:[.,]\d+)?$/

/** The number, or NaN for anything that is none, or may be one of two. */
export function tableNumber(text: string, separator: Separator): number {
  if (separator === ',') return PLAIN.test(text) ? Number(text) : Number.NaN
  if (LIKE_THOUSANDS.test(text)) return Number.NaN
  const plain = text.replace(',', '.')
  return PLAIN.test(plain) ? Number(plain) : Number.NaN
}

/** How to write what {@link tableNumber} refuses, in brackets, or ''. */
export function numberHint(text: string, separator: Separator): string {
  if (GROUPED.test(text)) {
    const whole = text.replaceAll(/[., '’\u00a0\u202f](?=\d{3}(?!\d))/g, '').replace(',', '.')
    if (!LIKE_THOUSANDS.test(text)) return ` (write ${whole}, without marks between thousands)`
    const short = String(Number(text.replace(',', '.')))
    const decimal = separator !== ',' && LIKE_THOUSANDS.test(short) ? `${short}0` : short
    return ` (write ${whole} or ${decimal}: the mark may stand between thousands)`
  }
  const plain = text.replace(',', '.')
  return PLAIN.test(plain) && plain !== text ? ` (write ${plain})` : ''
}
