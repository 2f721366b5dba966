/**
 * Files that build on others: `extends: base.yaml` in a variant that states only what differs, and `policyFile`.
 * Idea: values are merged and beside each merged map goes a map of origins, so that every fault is told at the file and
 * line where it was written, however many files there are.
 * The rule: maps merge; lists and single values replace; a map with another `law` replaces; `null` removes. Agents merge by
 * name, as a list of entries or as a map from name to changes; new ones come last.
 * **cost** O(size of all files); allocates the merged value. **order** keys as in the base, then new ones as written.
 */
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { nameHint, pathText } from '../../base/fault.js'
import { isRecord } from '../../base/is-record.js'
import { ASIDE_KEYS } from '../../engine/policy/editor-schema.js'
import { ConfigSource, type Path } from './config-source.js'
import { Stop } from '../exit-code.js'

/** A value and where it was written. */
interface Written {
  readonly value: unknown
  readonly origin: Origin
}

/** Where a value stands. Parts that come from elsewhere have an origin of their own. */
export interface Origin {
  readonly source: ConfigSource
  /** In the source. */
  readonly path: Path
  readonly parts: ReadonlyMap<string, Origin>
}

export interface Inherited extends Written {
  /** Faults of notation and of inheritance, as text with position. */
  readonly faults: readonly string[]
  /** Whether the value can be checked in spite of them. */
  readonly isReadable: boolean
}

/** Values given from outside for keys that name other files. */
interface Links {
  readonly extends?: unknown
  readonly policyFile?: unknown
}

/** Reads a file with everything it builds on. Throws {@link Stop} when the file itself cannot be read. */
export function readInherited(file: string, links: Links): Inherited {
  return new Reading().read(file, links, [])
}

/** Where the value of a path was written, by itself or as part of something. */
export function originOf(origin: Origin, path: Path): Origin {
  const [part, ...rest] = path
  if (part === undefined) return origin
  const own = origin.parts.get(String(part))
  if (own !== undefined) return originOf(own, rest)
  return { source: origin.source, path: [...origin.path, ...path], parts: NONE }
}

/** `file:line:column` of an origin. */
export function placeOf({ source, path }: Origin): string {
  return source.locate(path)
}

const ASIDE = new RegExp(ASIDE_KEYS)

const NONE: ReadonlyMap<string, Origin> = new Map()

/** One reading of a file and its bases, which collects the faults of all. */
class Reading {
  private readonly faults: string[] = []
  private isReadable = true

  read(file: string, links: Links, above: readonly string[]): Inherited {
    const { value, origin } = this.layer(file, links, above)
    return { value, origin, faults: this.faults, isReadable: this.isReadable }
  }

  private layer(file: string, links: Links, above: readonly string[]): Written {
    const source = ConfigSource.read(file)
    this.faults.push(...source.faults)
    if (!source.isReadable) this.isReadable = false
    const origin = { source, path: [], parts: NONE }
    if (!isRecord(source.value)) return { value: source.value, origin }
    const chain = [...above, resolve(file)]
    const own = { ...source.value, ...links }
    const { extends: base, policyFile, ...stated } = own
    const others = Object.fromEntries(Object.entries(stated).filter(([key]) => !ASIDE.test(key)))
    const rest = withFilesFrom(others, dirname(resolve(file)), dirname(chain[0]!))
    const linked = this.withPolicy({ value: rest, origin }, own, policyFile, chain)
    if (!isFileName(base)) {
      if (!Object.hasOwn(own, 'extends')) return linked
      return { value: { ...(linked.value as object), extends: base }, origin: linked.origin }
    }
    const below = this.linkedTo(source, 'extends', base, chain)
    if (below === undefined) return linked
    return this.merged(isFileName(policyFile) ? withoutKey(below, 'policy') : below, linked, [])
  }

  /** The policy of the file that is named, in place of its name; nothing is read where a policy stands beside. */
  private withPolicy(written: Written, own: object, policyFile: unknown, chain: readonly string[]): Written {
    if (!Object.hasOwn(own, 'policyFile')) return written
    if (Object.hasOwn(own, 'policy') || !isFileName(policyFile)) {
      return { value: { ...(written.value as object), policyFile }, origin: written.origin }
    }
    const policy = this.linkedTo(written.origin.source, 'policyFile', policyFile, chain)
    if (policy === undefined) return written
    return {
      value: { ...(written.value as object), policy: policy.value },
      origin: { ...written.origin, parts: new Map([['policy', policy.origin]]) },
    }
  }

  /** What another file gives; when that is nothing, it is told where the file is named. */
  private linkedTo(
    source: ConfigSource,
    key: 'extends' | 'policyFile',
    name: string,
    chain: readonly string[],
  ): Written | undefined {
    const file = isAbsolute(name) ? name : join(dirname(source.file), name)
    const told = (message: string): undefined => {
      this.faults.push(`${source.locate([key])}: ${key}: ${message}`)
      this.isReadable = false
      return undefined
    }
    const known = chain.indexOf(resolve(file))
    if (known >= 0) {
      const names = [...chain.slice(known), resolve(file)].map((each) => relative(dirname(chain[0]!), each))
      return told(`goes round in a circle: ${names.join(', ')}`)
    }
    try {
      return this.layer(file, {}, chain)
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      return told(error.message)
    }
  }

  private merged(base: Written, over: Written, path: Path): Written {
    if (path.length === 1 && path[0] === 'agents' && isAgentList(base.value)) {
      const byName = this.agentsByName(base, over)
      if (byName !== undefined) return byName
    }
    if (!isRecord(base.value) || !isRecord(over.value)) return over
    if (Object.hasOwn(over.value, 'law') && over.value['law'] !== base.value['law']) return over
    const parts = new Map<string, Written>(
      Object.keys(base.value).map((key) => [key, partOf(base, key)] as const),
    )
    for (const [key, value] of Object.entries(over.value)) {
      const below = parts.get(key)
      const mine = partOf(over, key)
      if (value !== null)
        parts.set(key, below === undefined ? mine : this.merged(below, mine, [...path, key]))
      else if (below !== undefined) parts.delete(key)
      else this.nothingToRemove(mine, [...path, key], Object.keys(base.value))
    }
    return {
      value: Object.fromEntries([...parts].map(([key, { value }]) => [key, value])),
      origin: { ...over.origin, parts: new Map([...parts].map(([key, { origin }]) => [key, origin])) },
    }
  }

  /** Agents of a variant, put together with those of its base by their names. */
  private agentsByName(base: Written, over: Written): Written | undefined {
    const agents = (base.value as readonly unknown[]).map((_, index) => partOf(base, index))
    const nameOf = ({ value }: Written): unknown => (isRecord(value) ? value['name'] : undefined)
    const met = new Set<unknown>()
    const place = (mine: Written, name: unknown): void => {
      const index = met.has(name) ? -1 : agents.findIndex((each) => nameOf(each) === name)
      met.add(name)
      if (index < 0) agents.push(mine)
      else agents[index] = this.merged(agents[index]!, mine, ['agents', String(name)])
    }
    if (Array.isArray(over.value)) {
      over.value.forEach((_, index) => {
        const mine = partOf(over, index)
        place(mine, nameOf(mine))
      })
    } else if (isRecord(over.value)) {
      for (const [name, changes] of Object.entries(over.value)) {
        const mine = partOf(over, name)
        if (isRecord(changes)) {
          place({ value: { name, ...changes }, origin: mine.origin }, name)
          continue
        }
        const index = agents.findIndex((each) => nameOf(each) === name)
        if (changes !== null) {
          this.faults.push(
            `${placeOf(mine.origin)}: agents.${name}: must be an object, or null to remove the agents`,
          )
        } else if (index >= 0) agents.splice(index, 1)
        else
          this.nothingToRemove(
            mine,
            ['agents', name],
            agents.map((each) => String(nameOf(each))),
          )
      }
    } else {
      return undefined
    }
    return {
      value: agents.map(({ value }) => value),
      origin: { ...over.origin, parts: new Map(agents.map(({ origin }, index) => [String(index), origin])) },
    }
  }

  private nothingToRemove(mine: Written, path: Path, known: readonly string[]): void {
    const at = placeOf(mine.origin)
    const hint = nameHint(String(path.at(-1)), known)
    this.faults.push(
      `${at}: ${pathText(path)}: null removes what the base states, and it states no such thing (${hint})`,
    )
  }
}

function partOf({ value, origin }: Written, key: string | number): Written {
  return { value: (value as Record<string | number, unknown>)[key], origin: originOf(origin, [key]) }
}

function withoutKey({ value, origin }: Written, key: string): Written {
  if (!isRecord(value)) return { value, origin }
  return { value: Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)), origin }
}

/** A list in which somebody has a name, so that a variant can speak of them. */
function isAgentList(value: unknown): boolean {
  return Array.isArray(value) && value.some((each) => isRecord(each) && typeof each['name'] === 'string')
}

function isFileName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Names of files are relative to the file they are written in; here they become relative to the folder of the first one. */
function withFilesFrom(value: unknown, from: string, to: string): unknown {
  if (from === to) return value
  if (Array.isArray(value)) return value.map((each) => withFilesFrom(each, from, to))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      /^file$|File$/.test(key) && isFileName(each)
        ? relative(to, resolve(from, each))
        : withFilesFrom(each, from, to),
    ]),
  )
}
