/**
 * A scenario or policy with everything it builds on and everything that was set on the command line, as plain data that
 * remembers where each value stood.
 * Idea: faults carry paths; the file turns a path into file, line and column, or into the setting.
 * **cost** O(length of all files); allocates the documents.
 */
import { parse } from 'yaml'
import { type Fault, faultText, nameHint, pathText } from '../base/fault.js'
import type { Path } from './config-source.js'
import { Stop, USAGE } from './exit-code.js'
import { type Inherited, originOf, placeOf, readInherited } from './inheritance.js'

/** A value given on the command line as `path=value`. */
export interface Setting {
  readonly path: Path
  readonly value: unknown
}

export class ConfigFile {
  readonly file: string
  /** The content as plain data: bases, policy file and settings included. */
  readonly value: unknown
  /** Faults of the notation, of inheritance and of settings, as text with position. */
  readonly syntaxFaults: readonly string[]
  /** Whether `value` can be checked in spite of them. */
  readonly isReadable: boolean
  private readonly written: Inherited
  private readonly settings: readonly Setting[]

  private constructor(file: string, settings: readonly Setting[]) {
    this.file = file
    this.settings = settings
    const isLink = ({ path }: Setting): boolean => path.length === 1 && LINKS.includes(String(path[0]))
    const links: Record<string, unknown> = {}
    for (const { path, value } of settings.filter(isLink)) links[String(path[0])] = value
    this.written = readInherited(file, links)
    this.isReadable = this.written.isReadable
    const faults: string[] = []
    let { value } = this.written
    for (const setting of this.isReadable ? settings : []) {
      if (isLink(setting)) continue
      const fault = faultOfSetting(value, setting.path)
      if (fault === '') value = withSetting(value, setting.path, setting.value)
      else faults.push(`--set ${pathText(setting.path)}: ${fault}`)
    }
    this.syntaxFaults = [...this.written.faults, ...faults]
    this.value = value
  }

  /** Reads a file. Throws {@link Stop} when it cannot be read. */
  static read(file: string, settings: readonly Setting[] = []): ConfigFile {
    return new ConfigFile(file, settings)
  }

  /** `file:line:column` of a value, or of the nearest value above it that is written down; `--set path` if it was set. */
  locate(path: Path): string {
    const setting = this.settingOf(path)
    return setting === undefined ? placeOf(originOf(this.written.origin, path)) : placeOfSetting(setting)
  }

  /** `file:line:column: path: message (hint)`, the path as it is in that file. */
  faultLine(fault: Fault): string {
    const setting = this.settingOf(fault.path)
    if (setting !== undefined) return `${placeOfSetting(setting)}: ${faultText(fault)}`
    const origin = originOf(this.written.origin, fault.path)
    return `${placeOf(origin)}: ${faultText({ ...fault, path: origin.path })}`
  }

  /** The setting that a value, or the place for it, comes from. */
  private settingOf(path: Path): Setting | undefined {
    const depth = depthIn(this.written.value, path)
    return (
      this.settings.find((each) => startsWith(path, each.path)) ??
      this.settings.find((each) => depth < path.length && startsWith(each.path, path.slice(0, depth + 1)))
    )
  }
}

function placeOfSetting({ path }: Setting): string {
  return `--set ${path.join('.')}`
}

/** Keys that name other files: they are followed before anything else is set. */
const LINKS: readonly string[] = ['extends', 'policyFile']

/** How many parts of the path lead somewhere. */
function depthIn(value: unknown, path: Path): number {
  let inside = value
  for (const [depth, part] of path.entries()) {
    if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, part)) return depth
    inside = (inside as Record<string | number, unknown>)[part]
  }
  return path.length
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((part, i) => String(part) === String(path[i]))
}

/** Reads `bot.on=true` or `agents[0].count=12`; the value is written as in YAML. Throws {@link Stop} otherwise. */
export function readSetting(text: string): Setting {
  const equals = text.indexOf('=')
  const name = text.slice(0, Math.max(equals, 0)).trim()
  if (!/^[^.[\]]+(\.[^.[\]]+|\[\d+\])*$/.test(name)) {
    throw new Stop(
      USAGE,
      `--set ${text}: must be written path=value, as in bot.on=true or agents[0].count=12`,
    )
  }
  const path = [...name.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? key! : Number(index),
  )
  try {
    return { path, value: parse(text.slice(equals + 1)) as unknown }
  } catch (error) {
    throw new Stop(USAGE, `--set ${text}: ${(error as Error).message}`)
  }
}

/** Why there is no such place, or ''. The last key may be new; what it is in must be there, for it may be misspelt. */
function faultOfSetting(value: unknown, path: Path): string {
  let inside = value
  for (const [depth, part] of path.entries()) {
    const isLast = depth === path.length - 1
    const name = pathText(path.slice(0, depth + 1))
    if (Array.isArray(inside)) {
      const { length } = inside
      // One more may be added.
      if (!(Number(part) < length + (isLast ? 1 : 0))) return `there is no ${name} (the list has ${length})`
      inside = inside[Number(part)] as unknown
    } else if (typeof inside === 'object' && inside !== null) {
      if (!isLast && !Object.hasOwn(inside, part)) {
        return `there is no ${name} (${nameHint(String(part), Object.keys(inside))})`
      }
      inside = (inside as Record<string, unknown>)[part]
    } else if (!isLast || (inside !== null && inside !== undefined)) {
      return `there is no ${name} (${pathText(path.slice(0, depth))} is a single value)`
    }
  }
  return ''
}

/** A copy of the value with one place changed. */
function withSetting(value: unknown, path: Path, to: unknown): unknown {
  const [part, ...rest] = path
  if (part === undefined) return to
  if (Array.isArray(value)) {
    const copy: unknown[] = [...(value as unknown[])]
    copy[Number(part)] = withSetting(copy[Number(part)], rest, to)
    return copy
  }
  const before: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  return { ...before, [part]: withSetting(Object.hasOwn(before, part) ? before[part] : undefined, rest, to) }
}
