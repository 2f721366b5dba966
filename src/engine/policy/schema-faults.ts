/**
 * From zod's issues to faults in plain words, and the few building blocks of schemas whose messages are plain from the
 * start: whole numbers with their range, choices, strict objects that can name the nearest known key.
 * Idea: a building block says what it expects ("must be ..."); the mapping adds what was found, and where.
 * Internal: no zod type may reach a public signature.
 * **cost** O(size of the value); allocates per fault. **order** as zod reports: depth first, keys as the schema has them.
 */
import { z } from 'zod'
import { type Fault, nameHint } from '../../base/fault.js'

/** The longest span of time a policy may state: 2^42 ms, 139 years. */
export const LONGEST_MS = 2 ** 42

/** A whole number, `least` to `most`, both included. */
export function whole(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`
  return z.int({ error }).min(least, { error }).max(most, { error })
}

/** A span of time in whole milliseconds, `least`..2^42. */
export function milliseconds(least: number) {
  return whole(least, LONGEST_MS)
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

/** The definition of a name: visible, without blanks around it, and safe as a key of a plain object. */
export function definedName() {
  return z
    .string({ error: 'must be a name' })
    .regex(/^\S([\s\S]*\S)?$/, { error: 'must be a name that is not empty and has no blanks around it' })
    .refine((name) => name !== '__proto__', { error: 'must be a name other than __proto__' })
}

export function flag() {
  return z.boolean({ error: 'must be true or false' })
}

export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: 'must be a list' })
}

/** An object from names to values of one kind. */
export function table<Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
) {
  return z.record(key, value, { error: 'must be an object from names to values' })
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
    const expected = issue.errors.flatMap((branch) =>
      branch.filter(isOfOtherKind).map((each) => each.message),
    )
    return [{ path, value, message: found(expected.join(' or ').replaceAll(' or must be ', ' or '), value) }]
  }
  const hint = issue.code === 'invalid_value' ? near(value, issue.values.map(String)) : {}
  return [{ path, value, message: found(issue.message, value), ...hint }]
}

/** True when the value is no attempt at this branch of a union at all. */
function isOfOtherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')
}

function near(value: unknown, words: readonly string[]): { hint?: string } {
  if (typeof value !== 'string') return {}
  const hint = nameHint(value, words)
  return hint.startsWith('maybe') ? { hint } : {}
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
