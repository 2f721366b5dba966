/**
 * One file of configuration, read as YAML (of which JSON is a part), that remembers where each value stood.
 * Idea: faults carry paths; the syntax tree is kept beside the plain value and turns a path into line and column.
 * **cost** O(length); allocates the document.
 */
import {
  type Document,
  LineCounter,
  type Node,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml'
import { Stop, USAGE } from '../exit-code.js'
import { readText } from './text-file.js'

export type Path = readonly (string | number)[]

export class ConfigSource {
  readonly file: string
  /** The content as plain data; undefined when it is not readable. */
  readonly value: unknown
  /** Faults of the notation itself, as text with position: those that leave nothing to check come first. */
  readonly faults: readonly string[]
  /** Whether `value` can be checked in spite of them. */
  readonly isReadable: boolean
  private readonly document: Document
  private readonly lines: LineCounter

  private constructor(file: string, text: string) {
    this.file = file
    this.lines = new LineCounter()
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      merge: true,
      prettyErrors: false,
      // Whatever version a file states: in YAML 1.1 20:00 is a number and `no` is false.
      schema: 'core',
    })
    const broken = this.document.errors
      .filter(({ code }) => code !== 'DUPLICATE_KEY')
      .map(({ code, message, pos }) => `${this.at(pos[0])}: ${plainWords(code, message)}`)
    try {
      if (broken.length === 0) this.value = this.document.toJS({ maxAliasCount: 1_000 })
    } catch (error) {
      // An alias of nothing, or of far too much; the message names it.
      broken.push(`${this.at(this.brokenAlias())}: ${(error as Error).message}`)
    }
    if (broken.length === 0 && this.document.contents === null) {
      broken.push(`${this.at(0)}: there is nothing in the file (a scenario begins with its name)`)
    }
    this.isReadable = broken.length === 0
    this.faults = [...broken, ...this.repeatedKeys()]
  }

  /** Reads a file. Throws {@link Stop} when it cannot be read. */
  static read(file: string): ConfigSource {
    let text: string
    try {
      text = readText(file, 'text')
    } catch (error) {
      throw new Stop(USAGE, `${file}: cannot be read: ${(error as Error).message}`)
    }
    return new ConfigSource(file, text)
  }

  /** `file:line:column` of a value, or of the nearest value above it that is written down. */
  locate(path: Path): string {
    let node: unknown = this.document.contents
    let offset = 0
    for (const part of path) {
      const step = this.stepInto(node, part)
      if (step === undefined) break
      node = step.value
      offset = step.offset
    }
    return this.at(offset)
  }

  private stepInto(node: unknown, part: string | number): { value: unknown; offset: number } | undefined {
    const inside = isAlias(node) ? node.resolve(this.document) : node
    if (isMap(inside)) {
      const pair = inside.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      if (pair === undefined) return undefined
      return { value: pair.value, offset: offsetOf(pair.key) }
    }
    if (isSeq(inside)) {
      const item = inside.items[Number(part)]
      return item === undefined ? undefined : { value: item, offset: offsetOf(item) }
    }
    return undefined
  }

  /** Where an alias stands that means nothing. */
  private brokenAlias(): number {
    let offset = 0
    visit(this.document, {
      Alias: (_, alias) => {
        if (alias.resolve(this.document) !== undefined) return undefined
        offset = offsetOf(alias)
        return visit.BREAK
      },
    })
    return offset
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
  TAB_AS_INDENT: 'a tab at the start of a line (YAML takes spaces only)',
  MULTIPLE_DOCS:
    'a second document begins here (a file holds one: leave out the line ---, or make two files)',
}

function plainWords(code: string, message: string): string {
  if (/^Flow (?:map|sequence) in block/.test(message)) {
    return `a ${message.startsWith('Flow map') ? '{' : '['} above is not closed, or goes on too far to the left`
  }
  return PLAIN_WORDS[code] ?? message
}

function offsetOf(node: unknown): number {
  return (node as Node).range?.[0] ?? 0
}
