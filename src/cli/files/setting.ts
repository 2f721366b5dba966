/**
 * Values that the command line puts into a file: `bot.on=true`, `agents[0].count=12`, or `agents.gold=12` for the number of
 * agents in the group of that name.
 * **cost** O(length of the path); allocates a copy of what is changed.
 */
import { parse } from 'yaml'
import { nameHint, pathText } from '../../base/fault.js'
import type { Path } from './config-source.js'
import { Stop, USAGE } from '../exit-code.js'

/** A value given on the command line as `path=value`. */
export interface Setting {
  readonly path: Path
  readonly value: unknown
  /** How it was given. Default --set. */
  readonly option?: '--set' | '--sweep'
}

/** Reads `bot.on=true`, `agents[0].count=12` or `agents.gold=12`; the value is written as in YAML. Throws {@link Stop} otherwise. */
export function readSetting(text: string): Setting {
  const { path, rest } = assignment('--set', text)
  return { path, value: valueOf('--set', text, rest) }
}

/** The setting as it stands on the command line, without its value: `--set agents.gold`. */
export function settingName({ path, option = '--set' }: Setting): string {
  return `${option} ${pathText(path)}`
}

/** The path of `path=rest`, and the rest. Throws {@link Stop} where there is no path. */
export function assignment(option: string, text: string): { readonly path: Path; readonly rest: string } {
  const equals = text.indexOf('=')
  const name = text.slice(0, Math.max(equals, 0)).trim()
  if (!/^[^.[\]]+(\.[^.[\]]+|\[\d+\])*$/.test(name)) {
    throw new Stop(
      USAGE,
      `${option} ${text}: must be written path=value, as in bot.on=true or agents[0].count=12`,
    )
  }
  const path = [...name.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? key! : Number(index),
  )
  return { path, rest: text.slice(equals + 1) }
}

/** A value as written in YAML. */
export function valueOf(option: string, text: string, written: string): unknown {
  try {
    return parse(written) as unknown
  } catch (error) {
    // What follows is the text again with a mark under the place.
    const [words] = (error as Error).message.split(/:?\n/)
    throw new Stop(USAGE, `${option} ${text}: ${words}`)
  }
}

/** The setting with names in lists turned into places. A number for a named part of a list is its `count`. */
export function resolvedSetting(value: unknown, setting: Setting): Setting {
  const { path, value: to } = setting
  const resolved: (string | number)[] = []
  let inside = value
  let isNamed = false
  for (const part of path) {
    const index = Array.isArray(inside) && typeof part === 'string' ? indexOfName(inside, part) : -1
    isNamed = index >= 0
    resolved.push(isNamed ? index : part)
    inside = childOf(inside, resolved.at(-1)!)
  }
  return { ...setting, path: isNamed && typeof to === 'number' ? [...resolved, 'count'] : resolved }
}

function indexOfName(list: readonly unknown[], name: string): number {
  return list.findIndex((each) => childOf(each, 'name') === name)
}

function childOf(value: unknown, part: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
  return (value as Record<string | number, unknown>)[part]
}

/**
 * Why there is no such place, or ''. The last key may be new unless it is to be taken away (`to` null); what it is in must be
 * there, for it may be misspelt.
 */
export function faultOfSetting(value: unknown, path: Path, to: unknown): string {
  let inside = value
  for (const [depth, part] of path.entries()) {
    const isLast = depth === path.length - 1
    const mayBeNew = isLast && to !== null
    const name = pathText(path.slice(0, depth + 1))
    if (Array.isArray(inside)) {
      const { length } = inside
      if (typeof part === 'string') {
        const names = inside.map((each) => childOf(each, 'name')).filter((each) => typeof each === 'string')
        return `there is no ${name} (${nameHint(part, names)})`
      }
      // One more may be added.
      if (part >= length + (mayBeNew ? 1 : 0)) return `there is no ${name} (the list has ${length})`
      inside = inside[part] as unknown
    } else if (typeof inside === 'object' && inside !== null) {
      if (!mayBeNew && !Object.hasOwn(inside, part)) {
        const near = nameHint(String(part), Object.keys(inside))
        const added = isLast || near.startsWith('maybe') ? undefined : additionOf(path.slice(depth), to)
        return `there is no ${name} (${added === undefined ? near : `to add it: ${pathText(path.slice(0, depth + 1))}=${added}`})`
      }
      inside = (inside as Record<string, unknown>)[part]
    } else if (!isLast || (inside !== null && inside !== undefined)) {
      return `there is no ${name} (${pathText(path.slice(0, depth))} is a single value)`
    }
  }
  return ''
}

/** What would have to be set to have the rest of a path as well: `{ on: true }`. */
function additionOf([, ...inside]: Path, to: unknown): string | undefined {
  if (inside.length === 0 || inside.some((part) => typeof part === 'number')) return undefined
  return inside.reduceRight<string>((text, part) => `{ ${part}: ${text} }`, JSON.stringify(to))
}

/** A copy of the value with one place changed; null takes it away, as in a variant of a file. */
export function withSetting(value: unknown, path: Path, to: unknown): unknown {
  const [part, ...rest] = path
  if (part === undefined) return to
  if (Array.isArray(value)) {
    const copy: unknown[] = [...(value as unknown[])]
    if (rest.length === 0 && to === null) return copy.toSpliced(Number(part), 1)
    copy[Number(part)] = withSetting(copy[Number(part)], rest, to)
    return copy
  }
  const before: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  if (rest.length === 0 && to === null) {
    return Object.fromEntries(Object.entries(before).filter(([key]) => key !== String(part)))
  }
  return { ...before, [part]: withSetting(Object.hasOwn(before, part) ? before[part] : undefined, rest, to) }
}
