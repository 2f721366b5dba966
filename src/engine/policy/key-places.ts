/**
 * Where a key belongs that stands where nobody knows it: `patience` within an agent, `sickLeave` beside `absence`.
 * Idea: the JSON Schema of the whole knows every place of every key, so the places are gathered from it; those
 * near to where the key was written come first, with the names that it was written under.
 * **cost** O(size of the schema), only on the way to an error message. **order** by the common beginning, then the shortest.
 */
import type { Fault } from '../../base/fault.js'
import { type Schema, isSchema } from './editor-schema.js'

/** A name that a file gives, and a place in a list. */
const NAME = Symbol('name')
const ITEM = Symbol('item')
type Part = string | typeof NAME | typeof ITEM
type Place = readonly Part[]

/** Places that are told of one key. */
const MOST = 3

/**
 * Faults of unknown keys with the place where such a key belongs as a hint, if the schema knows one and the key is not like
 * one that is known there; all others as they are.
 */
export function withKeyPlaces(faults: readonly Fault[], schema: () => object): Fault[] {
  let known: ReadonlyMap<string, readonly Place[]> | undefined
  return faults.map((fault) => {
    const key = fault.path.at(-1)
    if (typeof key !== 'string' || fault.message !== `unknown key "${key}"`) return fault
    if (fault.hint?.startsWith('maybe') === true) return fault
    known ??= placesOf(schema() as Schema)
    const hint = hintOf(fault.path, known.get(key) ?? [])
    return hint === undefined ? fault : { ...fault, hint }
  })
}

function hintOf(path: Fault['path'], places: readonly Place[]): string | undefined {
  const told = places
    .map((place) => ({ place, common: commonOf(path, place) }))
    .toSorted((a, b) => b.common - a.common || a.place.length - b.place.length)
    .map(({ place, common }) => placeText(place, path.slice(0, common)))
  const different = [...new Set(told)]
  if (different.length === 0) return undefined
  const shown = different.length > MOST ? [...different.slice(0, MOST), 'elsewhere'] : different
  const last = shown.at(-1)!
  return `it belongs ${shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} or ${last}`}`
}

/** How many parts of a path and of a place are alike from the start on; the key itself is not. */
function commonOf(path: Fault['path'], place: Place): number {
  const most = Math.min(path.length, place.length) - 1
  for (let depth = 0; depth < most; depth++) {
    const part = place[depth]
    const isAlike =
      part === NAME
        ? typeof path[depth] === 'string'
        : part === ITEM
          ? typeof path[depth] === 'number'
          : part === path[depth]
    if (!isAlike) return depth
  }
  return most
}

/** `in demand.calls.arrivals`, `in agents[]`: what the key is in. `written`: how the file names its beginning. */
function placeText(place: Place, written: Fault['path']): string {
  const within = place.slice(0, -1)
  if (within.length === 0) return 'at the top level'
  const text = within
    .map((part, depth) => {
      const own = written[depth] ?? part
      if (typeof own === 'number') return `[${own}]`
      if (own === ITEM) return '[]'
      const name = own === NAME ? 'NAME' : own
      return depth === 0 ? name : `.${name}`
    })
    .join('')
  return `in ${text}`
}

/** Every place of every key that a schema knows. */
function placesOf(schema: Schema): Map<string, Place[]> {
  const found = new Map<string, Place[]>()
  const definitions = (schema['definitions'] ?? {}) as Readonly<Record<string, Schema>>
  const visit = (value: unknown, above: Place, within: readonly string[]): void => {
    if (!isSchema(value)) return
    const { $ref } = value
    if (typeof $ref === 'string' && !within.includes($ref)) {
      visit(definitions[$ref.slice('#/definitions/'.length)], above, [...within, $ref])
    }
    for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
      if (Array.isArray(value[key])) for (const branch of value[key]) visit(branch, above, within)
    }
    if (isSchema(value['properties'])) {
      for (const [key, part] of Object.entries(value['properties'])) {
        const place = [...above, key]
        const own = found.get(key)
        if (own === undefined) found.set(key, [place])
        else own.push(place)
        visit(part, place, within)
      }
    }
    visit(value['items'], [...above, ITEM], within)
    visit(value['additionalProperties'], [...above, NAME], within)
    const patterns = isSchema(value['patternProperties']) ? Object.values(value['patternProperties']) : []
    for (const part of patterns) visit(part, [...above, NAME], within)
  }
  visit(schema, [], [])
  return found
}
