/**
 * What is wrong with a piece of configuration: where, what was found, what was expected, and a way out.
 * Checks collect every fault before they report, so that a file is mended in one go.
 * Also the nearest known name for a misspelt one. Cost: only on the way to an error message.
 */

/** One fault of a configuration. */
export interface Fault {
  /** Where: keys and indexes from the root, e.g. `['queues', 'support', 'requires', 'kichen']`. */
  readonly path: readonly (string | number)[]
  /** The value found there. */
  readonly value: unknown
  /** What is wrong, as one sentence without the path. */
  readonly message: string
  /** How to mend it. */
  readonly hint?: string
}

/** Thrown once, with every fault, when a configuration is refused. `message` lists them all, one per line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly Fault[]

  constructor(what: string, faults: readonly Fault[]) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`
    super([`${what}: ${count}`, ...faults.map((fault) => `  ${faultText(fault)}`)].join('\n'))
    this.faults = faults
  }
}

/** One fault as one line: `queues.support.requires.kichen: unknown skill "kichen" (maybe "kitchen"?)`. */
export function faultText(fault: Fault): string {
  const at = pathText(fault.path)
  return `${at}: ${fault.message}${fault.hint === undefined ? '' : ` (${fault.hint})`}`
}

/** A path as a reader would write it: `relax[0].afterMs`; `(root)` for the empty path. */
export function pathText(path: readonly (string | number)[]): string {
  if (path.length === 0) return '(root)'
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('')
}

/** `maybe "x"?` for the known name nearest to `name`, or a list of known names when none is near: those it is part of, if any. */
export function nameHint(name: string, known: readonly string[]): string {
  let best = ''
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    // Never nearer than the lengths are: a text of 10,000 characters costs nothing against names of ten.
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  if (best !== '') return `maybe "${best}"?`
  if (known.length === 0) return 'none is defined'
  const like = name.length < 3 ? [] : known.filter((each) => each.toLowerCase().includes(name.toLowerCase()))
  const listed = like.length > 0 ? like : known
  const shown = listed.slice(0, 8).map((each) => `"${each}"`)
  return `known: ${shown.join(', ')}${shown.length < known.length ? ', ...' : ''}`
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`. O(|a| |b|). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let distance = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, beforeLast[j - 2]! + 1)
      }
      row.push(distance)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
