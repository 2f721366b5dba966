/**
 * From zod's issues to faults in plain words, and the few building blocks of schemas whose messages are plain from the
 * start: whole numbers with their range, choices, strict objects that can name the nearest known key.
 * Idea: a building block says what it expects ("must be ..."); the mapping adds what was found, and where.
 * Internal: no zod type may reach a public signature.
 * **cost** O(size of the value); allocates per fault. **order** as zod reports: depth first, keys as the schema has them.
 */
import * as z from 'zod'
import { type Fault, nameHint } from '../../base/fault.js'
import { LATEST_MS } from '../../base/time-limit.js'

/** A whole number, `least` to `most`, both included. */
export function whole(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`
  // What no double holds exactly is also beyond the range, and told once.
  return z.int({ error, abort: true }).min(least, { error }).max(most, { error })
}

/** A span of time in whole milliseconds, `least`..2^42. */
export function milliseconds(least: number) {
  const error = ({ input }: { readonly input?: unknown }): string =>
    withHint(`must be a whole number of milliseconds from ${least} to ${LATEST_MS}`, millisecondsHint(input))
  return z.int({ error, abort: true }).min(least, { error }).max(LATEST_MS, { error })
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** For a time with a unit, as scenarios have it. */
function millisecondsHint(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?(ms|s|min|h|d)$/.exec(value) ?? []
  return unit === undefined ? undefined : `write ${Math.round(Number(amount) * UNIT_MS[unit]!)}`
}

/** The message of an issue with a way out, which {@link faultsOf} takes apart. */
export function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message}\n${hint}`
}

/** One of a closed set of words. */
export function choice<const Word extends string>(words: readonly [Word, ...Word[]]) {
  return z.enum(words, { error: `must be ${alternatives(words)}` })
}

/** One word, beside something else in a union. */
export function word<const Word extends string>(text: Word) {
  return z.literal(text, { error: `must be "${text}"` })
}

/** The reference to a name; that the name exists is left to the cross-reference checks. */
export function reference() {
  return z.string({ error: 'must be a name' })
}

/** As a key of a plain object it is no key, but what the object inherits from. */
const VANISHING = '__proto__'
const vanishingError = `must be a name other than ${VANISHING}`

/** The definition of a name: visible, without blanks around it, and safe as a key of a plain object. */
export function definedName() {
  return (
    z
      .string({ error: 'must be a name' })
      .regex(/^\S([\s\S]*\S)?$/, { error: 'must be a name that is not empty and has no blanks around it' })
      // It would break the lines of reports, and what a terminal shows.
      .refine((name) => !/\p{Cc}/u.test(name), {
        error: 'must be a name without line breaks or other control characters',
      })
      .refine((name) => name !== VANISHING, { error: vanishingError })
  )
}

export function flag() {
  return z.boolean({ error: 'must be true or false' })
}

export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: 'must be a list' })
}

/** An object from names to values of one kind. `such`: an example of one, if names and values do not speak for themselves. */
export function table<Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
  such?: string,
) {
  const error =
    such === undefined ? 'must be an object from names to values' : `must be an object such as ${such}`
  return z.record(key, value, { error })
}

/** An object with exactly these keys. For an unknown key the issue's message lists the known ones, one per line. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? Object.keys(shape).join('\n') : 'must be an object',
  })
}

/** Every issue as a fault; `root` is the value that was parsed. */
export function faultsOf(error: z.ZodError, root: unknown): Fault[] {
  return error.issues.flatMap((issue) => issueFaults(issue, [], root))
}

/**
 * Keys that {@link table} never sees, for zod leaves them out before it checks, with all that they hold. `told`: faults that need not
 * be told again.
 */
export function vanishingNames(root: unknown, told: readonly Fault[]): Fault[] {
  const known = new Set(told.map(({ path }) => JSON.stringify(path)))
  const faults: Fault[] = []
  // What an anchor names stands in many places, and a value of a program may hold itself.
  const seen = new Set<unknown>()
  const open: [value: unknown, path: Path][] = [[root, []]]
  for (const [value, path] of open) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [key, part] of Object.entries(value)) {
      const place = [...path, Array.isArray(value) ? Number(key) : key]
      open.push([part, place])
      if (key !== VANISHING || known.has(JSON.stringify(place))) continue
      faults.push({ path: place, value: key, message: found(vanishingError, key) })
    }
  }
  return faults
}

type Issue = z.core.$ZodIssue
type Path = readonly (string | number)[]

function issueFaults(issue: Issue, above: Path, root: unknown): Fault[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
  const value = valueAt(root, path)
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split('\n')
    return issue.keys.map((key) => ({
      path: [...path, key],
      value: valueAt(root, [...path, key]),
      message: `unknown key "${key}"`,
      hint: nameHint(key, known),
    }))
  }
  if (issue.code === 'invalid_key') {
    const name = path.at(-1)
    return [{ path, value: name, message: found(issue.issues[0]?.message ?? issue.message, name) }]
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.find((branch) => branch.every((each) => !isOfOtherKind(each)))
    if (nearest !== undefined) return nearest.flatMap((each) => issueFaults(each, path, root))
    const others = issue.errors.flat().filter(isOfOtherKind)
    const expected = others.map(({ message }) => message.split('\n')[0]!)
    const message = found(expected.join(' or ').replaceAll(' or must be ', ' or '), value)
    const slips = others.map((each) => slipHint(each, value)).filter((hint) => hint !== undefined)
    return [{ path, value, message, ...(slips.length === 0 ? {} : { hint: slips[0]! }) }]
  }
  const [expected, stated] = issue.message.split('\n')
  const hint = stated ?? slipHint(issue, value)
  return [{ path, value, message: found(expected!, value), ...(hint === undefined ? {} : { hint }) }]
}

/** How a value of the wrong kind, or out of its range, was probably meant. */
function slipHint(issue: Issue, value: unknown): string | undefined {
  if (issue.code === 'invalid_value') return near(value, issue.values.map(String))
  if (issue.code === 'too_big') {
    const isPercent = issue.maximum === 1 && typeof value === 'number' && value <= 100
    return isPercent ? `write ${rounded(value / 100)} for ${value} %` : undefined
  }
  if (issue.code !== 'invalid_type') return undefined
  if (issue.expected === 'record') return recordHint(value)
  if (typeof value !== 'string') return undefined
  if (issue.expected === 'array') return `write [${value.slice(0, MOST_SHOWN)}]`
  const text = value.trim()
  if (issue.expected === 'boolean') {
    if (/^(yes|y|on|true)$/i.test(text)) return 'write true'
    return /^(no|n|off|false)$/i.test(text) ? 'write false' : undefined
  }
  if (issue.expected !== 'number' && issue.expected !== 'int') return undefined
  const [, amount, percent] = /^(-?\d+(?:[.,]\d+)?)\s*(%?)$/.exec(text) ?? []
  if (amount === undefined) return undefined
  const number = Number(amount.replace(',', '.'))
  // zod expects a number of what is to be whole, too, as long as it is text.
  if (percent === '%') return issue.message.includes('whole') ? undefined : `write ${rounded(number / 100)}`
  return amount.includes(',') ? `write ${number}` : `write ${number}, without quotes`
}

/** For names in a list, or one alone, where each has to say something. */
function recordHint(value: unknown): string | undefined {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value]
  const isNamed =
    names.length > 0 && names.every((name) => typeof name === 'string' && /^\w{1,20}$/.test(name))
  return isNamed ? `as in { ${names.map((name) => `${String(name)}: ...`).join(', ')} }` : undefined
}

function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

/** True when the value is no attempt at this branch of a union at all. */
function isOfOtherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')
}

function near(value: unknown, words: readonly string[]): string | undefined {
  const hint = typeof value === 'string' ? nameHint(value, words) : ''
  return hint.startsWith('maybe') ? hint : undefined
}

/** The value that a path leads to, or undefined where it leads nowhere. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<string | number, unknown>)[part]
  }
  return value
}

function found(expected: string, value: unknown): string {
  return value === undefined ? `is missing, ${expected}` : `${expected}, not ${shown(value)}`
}

/** Letters of a wrong text that are told; a whole file may stand there. */
const MOST_SHOWN = 60

function shown(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value)
    case 'number':
    case 'boolean':
      return String(value)
    case 'object':
      return 'an object'
    default:
      return `a ${typeof value}`
  }
}

function alternatives(words: readonly string[]): string {
  const quoted = words.map((each) => `"${each}"`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
