/**
 * The sound parts of a policy: what is left of a value when everything that the schema refused is taken out.
 * A refused part stays as `undefined` under its key, one that was never written has no key: so a check can tell
 * "the default applies" from "nothing can be said".
 * **cost** O(size of the value); allocates a copy.
 */
import type { Fault } from '../../base/fault.js'
import type { NeedSpec, PolicySpec, QueueSpec } from './policy-spec.js'

/** A value in which every part may be missing because it was refused already. */
export type SoundParts<T> =
  | (T extends string | number | boolean
      ? T
      : T extends readonly (infer Item)[]
        ? readonly SoundParts<Item>[]
        : { readonly [Key in keyof T]?: SoundParts<T[Key]> })
  | undefined

export type PolicyParts = NonNullable<SoundParts<PolicySpec>>
export type QueueParts = SoundParts<QueueSpec<string, string, string>>
export type NeedParts = SoundParts<NeedSpec<string>>

export type Path = readonly (string | number)[]
/** Tells a fault: where, what is wrong, and how to mend it. */
export type Report = (path: Path, message: string, hint?: string) => void

/** Every part of `value` that no fault covers. */
export function soundParts(value: unknown, faults: readonly Fault[]): PolicyParts {
  const covered = new Set(faults.map(({ path }) => JSON.stringify(path)))
  const sound = (part: unknown, path: Path): unknown => {
    if (covered.has(JSON.stringify(path))) return undefined
    if (Array.isArray(part)) return part.map((item: unknown, index) => sound(item, [...path, index]))
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => [key, sound(each, [...path, key])]),
    )
  }
  const parts = sound(value, [])
  return typeof parts === 'object' && parts !== null ? parts : {}
}

/** Entries in the order of writing; none when the part is absent or refused. */
export function entries<Value>(table: { readonly [name: string]: Value } | undefined): [string, Value][] {
  return Object.entries(table ?? {})
}
