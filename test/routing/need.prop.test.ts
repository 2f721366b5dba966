import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  NO_NEED,
  easedNeed,
  levelsOf,
  meetsNeed,
  mergedNeed,
  metCount,
  needKey,
  skillsOf,
  type Levels,
  type Need,
} from '../../src/routing/need.js'
import {
  distinctEntries,
  naiveEased,
  naiveMeets,
  naiveMerged,
  type LevelRecord,
  type NeedRecord,
} from '../model/routing/need.js'

/** More than ten, so that order by number and order by text differ. */
const SKILLS = 12

const skill = fc.integer({ min: 0, max: SKILLS - 1 })
const level = fc.integer({ min: 1, max: 5 })

function records(minKeys: number, maxKeys: number): fc.Arbitrary<LevelRecord> {
  return fc
    .uniqueArray(fc.tuple(skill, level), {
      selector: ([each]) => each,
      minLength: minKeys,
      maxLength: maxKeys,
    })
    .map((pairs) => Object.fromEntries(pairs))
}

const need: fc.Arbitrary<NeedRecord> = fc.record({
  all: records(0, 3),
  any: fc.array(records(1, 3), { maxLength: 3 }),
  prefers: records(0, 3),
})
const agent = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: SKILLS, maxLength: SKILLS })

function flat(record: LevelRecord): Levels {
  return Object.entries(record).flatMap(([each, least]) => [Number(each), least])
}

function plain(levels: Levels): LevelRecord {
  const record: Record<number, number> = {}
  for (let i = 0; i < levels.length; i += 2) record[levels[i]!] = levels[i + 1]!
  return record
}

/** As the compiled policy hands it over: entries once, by text. */
function built({ all, any, prefers }: NeedRecord): Need {
  const entries = new Map(any.map((entry) => [flat(entry).join(), flat(entry)]))
  return {
    all: flat(all),
    any: [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
    prefers: flat(prefers),
  }
}

function expectSame(found: Need, expected: NeedRecord): void {
  expect(plain(found.all)).toEqual(expected.all)
  expect(plain(found.prefers)).toEqual(expected.prefers)
  expect(found.any.map((entry) => JSON.stringify(plain(entry))).toSorted()).toEqual(
    [...distinctEntries(expected)].toSorted(),
  )
  for (const levels of [found.all, found.prefers, ...found.any]) {
    const skills = levels.filter((_, i) => i % 2 === 0)
    expect(skills).toEqual(skills.toSorted((a, b) => a - b))
  }
}

test('needs add up as records do, in whatever order, and equal needs have equal keys', () => {
  fc.assert(
    fc.property(fc.array(need, { maxLength: 4 }), (needs) => {
      const merged = mergedNeed(needs.map(built))
      expectSame(merged, naiveMerged(needs))
      const backwards = mergedNeed([NO_NEED, ...needs.toReversed().map(built), NO_NEED])
      expect(needKey(backwards)).toBe(needKey(merged))
      expect(needKey(mergedNeed([merged, merged]))).toBe(needKey(merged))
    }),
  )
})

test('keys differ where needs differ', () => {
  fc.assert(
    fc.property(need, need, (a, b) => {
      const text = (each: NeedRecord) =>
        JSON.stringify([each.all, each.prefers, [...distinctEntries(each)].toSorted()])
      const same = text(a) === text(b)
      expect(needKey(built(a)) === needKey(built(b))).toBe(same)
    }),
  )
  const one: NeedRecord = { all: { 1: 2 }, any: [], prefers: {} }
  const keys = [one, { ...one, all: {}, any: [{ 1: 2 }] }, { ...one, all: {}, prefers: { 1: 2 } }].map(
    (each) => needKey(built(each)),
  )
  expect(new Set(keys).size).toBe(3)
})

test('easing drops and lowers as on records, never raises a level, and leaves likes alone', () => {
  fc.assert(
    fc.property(need, fc.array(skill, { maxLength: 3 }), records(0, 4), (asked, drop, lower) => {
      const eased = easedNeed(built(asked), { drop, lower: flat(lower) })
      expectSame(eased, naiveEased(asked, drop, lower))
      expect(needKey(easedNeed(eased, { drop, lower: flat(lower) }))).toBe(needKey(eased))
      expect(needKey(easedNeed(built(asked), { drop: [], lower: [] }))).toBe(needKey(built(asked)))
    }),
  )
})

test('who meets a need, how much of it, and which skills it names', () => {
  fc.assert(
    fc.property(need, agent, (asked, levels) => {
      const compiled = built(asked)
      expect(meetsNeed(compiled, Uint8Array.from(levels))).toBe(naiveMeets(asked, levels))
      const liked = Object.entries(asked.prefers).filter(([each, least]) => levels[Number(each)]! >= least)
      expect(metCount(compiled.prefers, levels)).toBe(liked.length)
      const named = [asked.all, asked.prefers, ...asked.any].flatMap((each) => Object.keys(each).map(Number))
      expect(skillsOf(compiled)).toEqual([...new Set(named)].toSorted((a, b) => a - b))
    }),
  )
})

test('who meets several needs at once meets their sum, and the other way round', () => {
  fc.assert(
    fc.property(fc.array(need, { maxLength: 3 }), agent, (needs, levels) => {
      const each = needs.every((asked) => meetsNeed(built(asked), levels))
      expect(meetsNeed(mergedNeed(needs.map(built)), levels)).toBe(each)
    }),
  )
})

test('where no alternatives are asked for, easing only ever lets more agents in', () => {
  fc.assert(
    fc.property(
      need,
      fc.array(skill, { maxLength: 3 }),
      records(0, 4),
      agent,
      (asked, drop, lower, levels) => {
        const strict = built({ ...asked, any: [] })
        if (meetsNeed(strict, levels)) {
          expect(meetsNeed(easedNeed(strict, { drop, lower: flat(lower) }), levels)).toBe(true)
        }
      },
    ),
  )
})

test('levels by name become pairs by index, or a message', () => {
  const index = new Map([
    ['wood', 10],
    ['tiles', 2],
  ])
  expect(levelsOf({ wood: 1, tiles: 100 }, index)).toEqual([2, 100, 10, 1])
  expect(levelsOf({ wood: undefined }, index)).toEqual([])
  expect(levelsOf({ stone: 1 }, index)).toBe('unknown skill "stone"')
  for (const wrong of [0, 101, 1.5, NaN]) {
    expect(levelsOf({ wood: wrong }, index)).toBe(
      `level of skill "wood" is ${wrong}, not a whole number from 1 to 100`,
    )
  }
})
