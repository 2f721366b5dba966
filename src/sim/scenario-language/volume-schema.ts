/**
 * How the number of customers varies, as a zod schema: the twin of volume-spec.ts. **cost** built once when the module loads.
 */
import * as z from 'zod'
import { list, strict, whole, withHint } from '../../engine/policy/schema-faults.js'
import { WEEKDAYS } from '../scenario/days.js'
import { ratio, share, time } from './quantity-schema.js'
import { dateDay } from './recorded-time.js'

/** With how a day was probably meant. */
function dayFault(message: string, input: unknown): string {
  const text = String(input).trim()
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  if (dateDay(date) === dateDay(date)) return withHint(message, `write ${date}`)
  const short = text.toLowerCase()
  const weekday = short.length < 2 ? undefined : WEEKDAYS.find((each) => each.startsWith(short))
  return withHint(message, message === dayError && weekday !== undefined ? `write ${weekday}` : undefined)
}

const factor = ratio(0, 1000).describe('How many times as many contacts; 1: as many.')
const dateError = 'must be a date, as in "2026-11-23"'
const date = z
  .string({ error: dateError })
  .regex(/^\d{4}-\d\d-\d\d$/, { error: ({ input }) => dayFault(dateError, input), abort: true })
  .refine((text) => dateDay(text) === dateDay(text), { error: dateError })
  .describe('A date: 2026-11-23.')
const dayError = `must be ${WEEKDAYS.join(', ')} or a date, as in "2026-11-23"`

export const weekday = z.enum(WEEKDAYS, { error: `must be ${WEEKDAYS.join(', ')}` })

const LEAST_CV = 0.001
const cvError = `must be 0, or a number from ${LEAST_CV} to 10`
const cv = z
  .number({ error: cvError })
  .min(0, { error: cvError })
  .max(10, { error: cvError })
  // To draw a factor takes time in proportion to 1 / cv. Below 0 the range has said enough.
  .refine((number) => number <= 0 || number >= LEAST_CV, { error: cvError })
  // The same for editors, which know no refinement.
  .meta({ anyOf: [{ const: 0 }, { minimum: LEAST_CV }] })

export const busyness = strict({
  cv: cv.describe('Standard deviation of the factor; its mean is 1. 0: no factor.'),
})
  .describe("A factor on each day's arrivals, drawn anew for each day.")
  .optional()

export const surges = list(
  strict({
    from: time,
    to: time,
    factor,
    chance: share.describe('Probability of the surge, on each day anew. Default 1.').optional(),
  }),
)
  .describe('Arrivals are multiplied for a while, on each day.')
  .optional()

export const calendar = {
  days: whole(1, 10_000)
    .describe('What the scenario says of one day holds on so many. Default 1.')
    .optional(),
  firstDay: z
    .string({ error: dayError })
    .regex(new RegExp(`^(${WEEKDAYS.join('|')}|\\d{4}-\\d\\d-\\d\\d)$`), {
      error: ({ input }) => dayFault(dayError, input),
      abort: true,
    })
    .refine((text) => !/^\d/.test(text) || dateDay(text) === dateDay(text), { error: dayError })
    .describe('The first day: a weekday or a date.')
    .optional(),
  timeZone: z
    .string({ error: 'must be the name of a time zone, as in "Europe/Berlin"' })
    .describe(
      'Whose clock all times are read from, where the policy has opening hours. Default: the zone of its calendars.',
    )
    .optional(),
  weekdays: strict(Object.fromEntries(WEEKDAYS.map((day) => [day, factor.optional()])))
    .describe('Arrivals are multiplied by this, by weekday. Default 1.')
    .optional(),
  seasons: list(strict({ from: date, to: date, factor }))
    .describe('Arrivals are multiplied by this from one date to another, both included.')
    .optional(),
}
