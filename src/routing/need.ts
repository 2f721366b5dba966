/**
 * What a contact needs of an agent: skills with least levels, all of them, one of several, or merely liked.
 * Needs of queue, issue, emotion and contact add up; relaxation takes away. Skills are dense indexes here.
 * Cost: O(skills named); allocates per call. Built once for each distinct need, never on the way of a decision.
 */

/** Flat pairs `skill, level, skill, level ...`, ascending by skill. */
export type Levels = readonly number[]

export interface Need {
  /** Every one of these. */
  readonly all: Levels
  /** At least one of each entry. Sorted by their text, so that equal needs are equal. */
  readonly any: readonly Levels[]
  /** Liked: ranks, never rules out. */
  readonly prefers: Levels
}

/** What a relaxation step changes about skills. */
export interface Easing {
  readonly drop: readonly number[]
  readonly lower: Levels
}

export const NO_NEED: Need = { all: [], any: [], prefers: [] }

/** Everything that any of them asks for: the highest level of each skill, all `any` entries. */
export function mergedNeed(needs: readonly Need[]): Need {
  const asked = needs.filter((need) => need !== NO_NEED)
  if (asked.length === 0) return NO_NEED
  if (asked.length === 1) return asked[0]!
  const any = new Map<string, Levels>()
  for (const need of asked) for (const entry of need.any) any.set(entry.join(), entry)
  return {
    all: highest(asked.map((need) => need.all)),
    any: [...any.keys()].toSorted(compareText).map((key) => any.get(key)!),
    prefers: highest(asked.map((need) => need.prefers)),
  }
}

/**
 * The need after a step: dropped skills are no longer asked for, levels fall to the lower ones. An `any` entry that names
 * a dropped skill goes as a whole: whoever could serve before can serve after. Likes stay.
 */
export function easedNeed(need: Need, easing: Easing): Need {
  const ease = (levels: Levels): Levels => {
    const eased: number[] = []
    for (let i = 0; i < levels.length; i += 2) {
      const skill = levels[i]!
      if (easing.drop.includes(skill)) continue
      eased.push(skill, Math.min(levels[i + 1]!, levelOf(easing.lower, skill) ?? Infinity))
    }
    return eased
  }
  const any = new Map<string, Levels>()
  for (const entry of need.any) {
    if (entry.some((skill, i) => i % 2 === 0 && easing.drop.includes(skill))) continue
    const eased = ease(entry)
    any.set(eased.join(), eased)
  }
  return {
    all: ease(need.all),
    any: [...any.keys()].toSorted(compareText).map((key) => any.get(key)!),
    prefers: need.prefers,
  }
}

/** Equal texts for equal needs. */
export function needKey(need: Need): string {
  return `${need.all.join()};${need.any.map((entry) => entry.join()).join('/')};${need.prefers.join()}`
}

/** Whether an agent with these levels (by skill, 0 = none) meets the need. Allocates nothing. */
export function meetsNeed(need: Need, levels: ArrayLike<number>): boolean {
  const { all, any } = need
  for (let i = 0; i < all.length; i += 2) if (levels[all[i]!]! < all[i + 1]!) return false
  for (let i = 0; i < any.length; i++) if (metCount(any[i]!, levels) === 0) return false
  return true
}

/** Of how many pairs an agent with these levels has the skill at its level. Allocates nothing. */
export function metCount(pairs: Levels, levels: ArrayLike<number>): number {
  let met = 0
  for (let i = 0; i < pairs.length; i += 2) if (levels[pairs[i]!]! >= pairs[i + 1]!) met++
  return met
}

/** Every skill that the need names, once, ascending. */
export function skillsOf(need: Need): number[] {
  const skills = new Set<number>()
  for (const levels of [need.all, ...need.any, need.prefers]) {
    for (let i = 0; i < levels.length; i += 2) skills.add(levels[i]!)
  }
  return [...skills].toSorted((a, b) => a - b)
}

/** Flat pairs from a record of levels. Unknown names and levels outside 1..100 give a message instead. */
export function levelsOf(
  record: Readonly<Record<string, number | undefined>>,
  skillIndex: ReadonlyMap<string, number>,
): Levels | string {
  const pairs: [number, number][] = []
  for (const name of Object.keys(record)) {
    const level = record[name]
    if (level === undefined) continue
    const skill = skillIndex.get(name)
    if (skill === undefined) return `unknown skill "${name}"`
    if (!Number.isInteger(level) || level < 1 || level > 100) {
      return `level of skill "${name}" is ${String(level)}, not a whole number from 1 to 100`
    }
    pairs.push([skill, level])
  }
  return pairs.toSorted((a, b) => a[0] - b[0]).flat()
}

function highest(lists: readonly Levels[]): Levels {
  const level = new Map<number, number>()
  for (const list of lists) {
    for (let i = 0; i < list.length; i += 2) {
      level.set(list[i]!, Math.max(level.get(list[i]!) ?? 0, list[i + 1]!))
    }
  }
  return [...level].toSorted((a, b) => a[0] - b[0]).flat()
}

function levelOf(levels: Levels, skill: number): number | undefined {
  for (let i = 0; i < levels.length; i += 2) if (levels[i] === skill) return levels[i + 1]
  return undefined
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
