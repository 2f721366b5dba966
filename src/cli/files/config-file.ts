/**
 * A scenario or policy with everything it builds on and everything that was set on the command line, as plain data that
 * remembers where each value stood.
 * Idea: faults carry paths; the file turns a path into file, line and column, or into the setting.
 * **cost** O(length of all files); allocates the documents.
 */
import { type Fault, faultText, pathText } from '../../base/fault.js'
import type { Path } from './config-source.js'
import { type Inherited, originOf, placeOf, readInherited } from './inheritance.js'
import { type Setting, faultOfSetting, resolvedSetting, settingName, withSetting } from './setting.js'

export class ConfigFile {
  readonly file: string
  /** The content as plain data: bases, policy file and settings included. */
  readonly value: unknown
  /** Faults of the notation, of inheritance and of settings, as text with position. */
  readonly syntaxFaults: readonly string[]
  /** Whether `value` can be checked in spite of them. */
  readonly isReadable: boolean
  private readonly written: Inherited
  private readonly settings: Setting[]

  private constructor(file: string, settings: readonly Setting[]) {
    this.file = file
    this.settings = []
    const isLink = ({ path }: Setting): boolean => path.length === 1 && LINKS.includes(String(path[0]))
    const links: Record<string, unknown> = {}
    this.settings.push(...settings.filter(isLink))
    for (const { path, value } of this.settings) links[String(path[0])] = value
    this.written = readInherited(file, links)
    this.isReadable = this.written.isReadable
    const faults: string[] = []
    let { value } = this.written
    for (const given of this.isReadable ? settings : []) {
      if (isLink(given)) continue
      const setting = resolvedSetting(value, given)
      const fault = faultOfSetting(value, setting.path, setting.value)
      this.settings.push(setting)
      if (fault === '') value = withSetting(value, setting.path, setting.value)
      else faults.push(`${settingName(given)}: ${fault}`)
    }
    this.syntaxFaults = [...this.written.faults, ...faults]
    this.value = value
  }

  /** Reads a file. Throws {@link Stop} when it cannot be read. */
  static read(file: string, settings: readonly Setting[] = []): ConfigFile {
    return new ConfigFile(file, settings)
  }

  /** `file:line:column` of a value, or of the nearest value above it that is written down; `--set path` if it was set, `--sweep path` likewise. */
  locate(path: Path): string {
    const setting = this.settingOf(path)
    return setting === undefined ? placeOf(originOf(this.written.origin, path)) : settingName(setting)
  }

  /** `file:line:column: path: message (hint)`, the path as it is in that file. */
  faultLine(fault: Fault): string {
    const setting = this.settingOf(fault.path)
    if (setting !== undefined) {
      const told = faultText(fault)
      // What was set is named already.
      const own = `${pathText(setting.path)}: `
      return `${settingName(setting)}: ${told.startsWith(own) ? told.slice(own.length) : told}`
    }
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
