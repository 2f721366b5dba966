/** The naive twin of needs: plain records from skill to level, no order, no flat pairs. */

export type LevelRecord = Readonly<Record<number, number>>

export interface NeedRecord {
  readonly all: LevelRecord
  readonly any: readonly LevelRecord[]
  readonly prefers: LevelRecord
}

function highestOf(records: readonly LevelRecord[]): LevelRecord {
  const highest: Record<number, number> = {}
  for (const record of records) {
    for (const skill of skillsIn(record)) highest[skill] = Math.max(highest[skill] ?? 0, record[skill]!)
  }
  return highest
}

function skillsIn(record: LevelRecord): number[] {
  return Object.keys(record).map(Number)
}

export function naiveMerged(needs: readonly NeedRecord[]): NeedRecord {
  return {
    all: highestOf(needs.map((need) => need.all)),
    any: needs.flatMap((need) => need.any),
    prefers: highestOf(needs.map((need) => need.prefers)),
  }
}

export function naiveEased(need: NeedRecord, drop: readonly number[], lower: LevelRecord): NeedRecord {
  const ease = (record: LevelRecord): LevelRecord => {
    const eased: Record<number, number> = {}
    for (const skill of skillsIn(record)) {
      if (!drop.includes(skill)) eased[skill] = Math.min(record[skill]!, lower[skill] ?? record[skill]!)
    }
    return eased
  }
  return {
    all: ease(need.all),
    any: need.any.filter((entry) => !skillsIn(entry).some((skill) => drop.includes(skill))).map(ease),
    prefers: need.prefers,
  }
}

export function naiveMeets(need: NeedRecord, levels: readonly number[]): boolean {
  return (
    skillsIn(need.all).every((skill) => levels[skill]! >= need.all[skill]!) &&
    need.any.every((entry) => skillsIn(entry).some((skill) => levels[skill]! >= entry[skill]!))
  )
}

/** Every distinct entry once. */
export function distinctEntries(need: NeedRecord): Set<string> {
  return new Set(need.any.map((entry) => JSON.stringify(entry)))
}
