/**
 * Counts of contacts from CSV files, put in the place where the scenario names them.
 * **cost** O(length of the files); allocates. A file is read once for each queue that names it.
 */
import { dirname, resolve } from 'node:path'
import { isRecord } from '../../base/is-record.js'
import type { CountsSpec } from '../../sim/scenario-language/demand-spec.js'
import { type CountedBlock, type Planned, readCounts } from '../../sim/records/counts.js'
import { type TimeSpec, clockText, timeMs } from '../../sim/scenario-language/duration.js'
import { DAY_MS } from '../../sim/scenario-language/recorded-time.js'
import type { Path } from './config-source.js'
import { readText } from './text-file.js'

/** Faults told for each file before the rest is only counted. */
const MOST_FAULTS = 20

/**
 * The scenario with blocks in place of the counts that it names; what is not sound enough for that stays as it is.
 * Faults are told with their place in the file of counts, or by `locate` where that file cannot be read. `notes`: what is
 * sound there, but may not be meant.
 */
export function withCounts(
  value: unknown,
  scenarioFile: string,
  locate: (path: Path) => string,
): { readonly value: unknown; readonly faults: readonly string[]; readonly notes: readonly string[] } {
  // A fault of a row is the same for each queue that reads it.
  const faults = new Set<string>()
  const notes = new Set<string>()
  const demand = partOf(value, 'demand')
  if (!isRecord(demand)) return { value, faults: [], notes: [] }
  const planned = plannedOf(value)
  const days = partOf(value, 'days')
  const repeats = typeof days === 'number' && days > 1
  const read = Object.entries(demand).map(([queue, each]) => {
    const arrivals = partOf(each, 'arrivals')
    const counts = partOf(arrivals, 'counts')
    if (!isCounts(counts)) return [queue, each] as const
    const blocks = blocksOf(counts, queue)
    return [
      queue,
      { ...(each as object), arrivals: { ...without(arrivals as object, 'counts'), blocks } },
    ] as const
  })

  function blocksOf(counts: CountsSpec, queue: string): readonly object[] {
    let text: string
    try {
      text = readText(resolve(dirname(scenarioFile), counts.file), 'table')
    } catch (error) {
      const path = ['demand', queue, 'arrivals', 'counts', 'file']
      faults.add(
        `${locate(path)}: ${path.join('.')}: ${counts.file} cannot be read: ${(error as Error).message}`,
      )
      return []
    }
    const found = readCounts(counts, queue, text, planned)
    if (found.isDated && repeats) {
      const path = ['demand', queue, 'arrivals', 'counts', ...(counts.date === undefined ? [] : ['date'])]
      faults.add(
        `${locate(path)}: ${path.join('.')}: rows of many dates cannot be repeated on each of the \`days\` (leave out days and weekdays, let until: ${endText(found.blocks, planned)} be the end of the last date, and count the hours of shifts on, as in from: 32:00 on the second day)`,
      )
      return []
    }
    for (const { line, column, message } of found.faults.slice(0, MOST_FAULTS)) {
      faults.add(`${counts.file}:${line}:${column}: ${message}`)
    }
    const more = found.faults.length - MOST_FAULTS
    if (more > 0) faults.add(`${counts.file}: ... and ${more} more`)
    for (const note of found.notes) notes.add(`${counts.file}: ${note}`)
    return found.blocks
  }

  return {
    value: { ...(value as object), demand: Object.fromEntries(read) },
    faults: [...faults],
    notes: [...notes],
  }
}

/** Where the day of the last row ends, if that can be told: with the last row, or at its time of `until`. */
function endText(blocks: readonly CountedBlock[], { untilMs }: Planned): string {
  const last = blocks.at(-1)
  if (last === undefined) return '164:00'
  const ofDayMs = untilMs <= DAY_MS ? untilMs : 0
  return clockText(Math.max(last.to, Math.floor(last.from / DAY_MS) * DAY_MS + ofDayMs))
}

/** As far as the scenario states them soundly; the checks tell the rest. */
function plannedOf(scenario: unknown): Planned {
  const timeOf = (key: string): number => {
    const time = partOf(scenario, key)
    return typeof time === 'number' || typeof time === 'string' ? timeMs(time satisfies TimeSpec) : Number.NaN
  }
  return { fromMs: timeOf('from'), untilMs: timeOf('until') }
}

function partOf(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined
}

const KEYS: readonly string[] = ['file', 'from', 'count', 'date']

function isCounts(value: unknown): value is CountsSpec {
  if (!isRecord(value) || !Object.hasOwn(value, 'file')) return false
  return Object.entries(value).every(([key, each]) => KEYS.includes(key) && typeof each === 'string')
}

function without(value: object, key: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}
