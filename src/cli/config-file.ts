/**
 * A scenario or policy file, read as YAML (of which JSON is a part), that remembers where each value stood.
 * Idea: faults carry paths; the file turns a path into line and column, also for values that were set on the command
 * line or came from another file.
 * **cost** O(length); allocates the document.
 */
import { readFileSync } from 'node:fs'
import {
  type Document,
  LineCounter,
  type Node,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parse,
  parseDocument,
  visit,
} from 'yaml'
import { type Fault, faultText, nameHint, pathText } from '../base/fault.js'
import { Stop, USAGE } from './exit-code.js'

type Path = readonly (string | number)[]

/** A value given on the command line as `path=value`. */
export interface Setting {
  readonly path: Path
  readonly value: unknown
}

export class ConfigFile {
  readonly file: string
  /** The content as plain data, settings included. */
  readonly value: unknown
  /** Faults of the notation itself and of settings, as text with position. */
  readonly syntaxFaults: readonly string[]
  /** Whether `value` can be checked in spite of them. */
  readonly isReadable: boolean
  private readonly document: Document
  private readonly lines: LineCounter
  private readonly settings: readonly Setting[]

  private constructor(file: string, text: string, settings: readonly Setting[]) {
    this.file = file
    this.lines = new LineCounter()
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true, prettyErrors: false })
    this.settings = settings
    const faults = this.repeatedKeys()
    const broken = this.document.errors
      .filter(({ code }) => code !== 'DUPLICATE_KEY')
      .map(({ code, message, pos }) => `${this.at(pos[0])}: ${PLAIN_WORDS[code] ?? message}`)
    let value: unknown
    try {
      if (broken.length === 0) value = this.document.toJS({ maxAliasCount: 1_000 })
    } catch (error) {
      // An alias of nothing, or of far too much; the message names it.
      broken.push(`${this.at(0)}: ${(error as Error).message}`)
    }
    this.isReadable = broken.length === 0
    for (const setting of this.isReadable ? settings : []) {
      const fault = faultOfSetting(value, setting.path)
      if (fault === '') value = withSetting(value, setting.path, setting.value)
      else faults.push(`--set ${pathText(setting.path)}: ${fault}`)
    }
    this.syntaxFaults = [...broken, ...faults]
    this.value = value
  }

  /** Reads a file. Throws {@link Stop} when it cannot be read. */
  static read(file: string, settings: readonly Setting[] = []): ConfigFile {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      throw new Stop(USAGE, `${file}: cannot be read: ${(error as Error).message}`)
    }
    return new ConfigFile(file, text, settings)
  }

  /** `file:line:column` of a value, or of the nearest value above it that is written down; `--set path` if it was set. */
  locate(path: Path): string {
    const setting = this.settings.find((each) => startsWith(path, each.path))
    if (setting !== undefined) return `--set ${setting.path.join('.')}`
    let node: unknown = this.document.contents
    let offset = 0
    for (const [depth, part] of path.entries()) {
      if (isAlias(node)) node = node.resolve(this.document)
      const step = stepInto(node, part)
      if (step === undefined) {
        const maker = this.settings.find((each) => startsWith(each.path, path.slice(0, depth + 1)))
        if (maker !== undefined) return `--set ${maker.path.join('.')}`
        break
      }
      node = step.value
      offset = step.offset
    }
    return this.at(offset)
  }

  /** `file:line:column: path: message (hint)`. */
  faultLine(fault: Fault): string {
    return `${this.locate(fault.path)}: ${faultText(fault)}`
  }

  /** Keys that stand twice in one map; the last one counts for everything else that is checked. */
  private repeatedKeys(): string[] {
    const repeated = new Set(
      this.document.errors.filter(({ code }) => code === 'DUPLICATE_KEY').map(({ pos }) => pos[0]),
    )
    const faults: string[] = []
    visit(this.document, {
      Map: (_, { items }) => {
        const names = items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
        items.forEach(({ key }, i) => {
          if (!repeated.has(offsetOf(key))) return
          const first = offsetOf(items[names.indexOf(names[i]!)]!.key)
          const { line } = this.lines.linePos(first)
          faults.push(`${this.at(offsetOf(key))}: key "${names[i]!}" is there twice (first on line ${line})`)
        })
      },
    })
    return faults
  }

  private at(offset: number): string {
    const { line, col } = this.lines.linePos(offset)
    return `${this.file}:${line}:${col}`
  }
}

/** Instead of the words of the parser, which are for programmers. */
const PLAIN_WORDS: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS:
    'a second document begins here (a file holds one: leave out the line ---, or make two files)',
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((part, i) => String(part) === String(path[i]))
}

function stepInto(node: unknown, part: string | number): { value: unknown; offset: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
    if (pair === undefined) return undefined
    return { value: pair.value, offset: offsetOf(pair.key) }
  }
  if (isSeq(node)) {
    const item = node.items[Number(part)]
    return item === undefined ? undefined : { value: item, offset: offsetOf(item) }
  }
  return undefined
}

function offsetOf(node: unknown): number {
  return (node as Node).range?.[0] ?? 0
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
