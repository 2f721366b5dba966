import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { faultText } from '../../../src/base/fault.js'
import {
  choice,
  definedName,
  faultsOf,
  flag,
  list,
  milliseconds,
  reference,
  strict,
  table,
  valueAt,
  vanishingNames,
  whole,
  word,
} from '../../../src/engine/policy/schema-faults.js'

const schema = strict({
  level: whole(1, 5),
  waitMs: milliseconds(0).optional(),
  colour: choice(['red', 'green', 'blue']).optional(),
  on: flag().optional(),
  share: z.number({ error: 'must be a share' }).max(1, { error: 'must be a share' }).optional(),
  sizes: table(reference(), whole(0, 9), '{ a: 1 }').optional(),
  names: list(reference()).optional(),
  rooms: table(definedName(), strict({ doors: whole(0, 9) })).optional(),
  limit: z.union([whole(0, 9), word('any')]).optional(),
  promise: z.union([strict({ breachMs: milliseconds(1) }), word('off')]).optional(),
})
function faults(value: unknown): string[] {
  const parsed = schema.safeParse(value)
  const told = parsed.success ? [] : faultsOf(parsed.error, value)
  return [...told, ...vanishingNames(value, told)].map(faultText)
}

describe('faultsOf', () => {
  it('has none for what fits', () => {
    expect(
      faults({ level: 1, limit: 'any', promise: { breachMs: 1 }, rooms: { hall: { doors: 2 } } }),
    ).toEqual([])
  })

  it.each<[object, string]>([
    [{ level: 1.5 }, 'level: must be a whole number from 1 to 5, not 1.5'],
    [{ level: Number.NaN }, 'level: must be a whole number from 1 to 5, not NaN'],
    [{ level: 1e99 }, 'level: must be a whole number from 1 to 5, not 1e+99'],
    [{ level: '1' }, 'level: must be a whole number from 1 to 5, not "1" (write 1, without quotes)'],
    [{ level: null }, 'level: must be a whole number from 1 to 5, not null'],
    [{}, 'level: is missing, must be a whole number from 1 to 5'],
    [{ waitMs: -1 }, 'waitMs: must be a whole number of milliseconds from 0 to 4398046511104, not -1'],
    [{ colour: 'gren' }, 'colour: must be "red", "green" or "blue", not "gren" (maybe "green"?)'],
    [{ colour: 3 }, 'colour: must be "red", "green" or "blue", not 3'],
    [{ on: 'yes' }, 'on: must be true or false, not "yes" (write true)'],
    [{ on: 'Off' }, 'on: must be true or false, not "Off" (write false)'],
    [{ on: 'a'.repeat(99) }, `on: must be true or false, not "${'a'.repeat(60)}…"`],
    [{ names: 'a' }, 'names: must be a list, not "a" (write [a])'],
    [
      { rooms: ['hall', 'attic'] },
      'rooms: must be an object from names to values, not a list (as in { hall: ..., attic: ... })',
    ],
    [{ rooms: 'hall' }, 'rooms: must be an object from names to values, not "hall" (as in { hall: ... })'],
    [{ names: ['a', {}] }, 'names[1]: must be a name, not an object'],
    [{ rooms: [] }, 'rooms: must be an object from names to values, not a list'],
    [
      { rooms: { '': { doors: 1 } } },
      'rooms.: must be a name that is not empty and has no blanks around it, not ""',
    ],
    [
      { rooms: { 'a\nb': { doors: 1 } } },
      'rooms.a\nb: must be a name without line breaks or other control characters, not "a\\nb"',
    ],
    [{ rooms: { hall: () => 1 } }, 'rooms.hall: must be an object, not a function'],
    [{ limit: 'al' }, 'limit: must be a whole number from 0 to 9 or "any", not "al" (maybe "any"?)'],
    [{ limit: 'none' }, 'limit: must be a whole number from 0 to 9 or "any", not "none"'],
    [{ limit: '7' }, 'limit: must be a whole number from 0 to 9 or "any", not "7" (write 7, without quotes)'],
    [{ share: 30 }, 'share: must be a share, not 30 (write 0.3 for 30 %)'],
    [{ share: 101 }, 'share: must be a share, not 101'],
    [{ share: '7%' }, 'share: must be a share, not "7%" (write 0.07)'],
    [{ share: '0,5' }, 'share: must be a share, not "0,5" (write 0.5)'],
    [{ level: '5%' }, 'level: must be a whole number from 1 to 5, not "5%"'],
    [
      { waitMs: '1.5min' },
      'waitMs: must be a whole number of milliseconds from 0 to 4398046511104, not "1.5min" (write 90000)',
    ],
    [
      { waitMs: { toString: null } },
      'waitMs: must be a whole number of milliseconds from 0 to 4398046511104, not an object',
    ],
    [{ sizes: 3 }, 'sizes: must be an object such as { a: 1 }, not 3'],
    [{ limit: 10 }, 'limit: must be a whole number from 0 to 9, not 10'],
    [{ promise: 'of' }, 'promise: must be an object or "off", not "of" (maybe "off"?)'],
    [
      { promise: { breachMs: 0 } },
      'promise.breachMs: must be a whole number of milliseconds from 1 to 4398046511104, not 0',
    ],
    [{ promise: { breachMs: 1, warn: 1 } }, 'promise.warn: unknown key "warn" (known: "breachMs")'],
    [{ levle: 1, level: 1 }, 'levle: unknown key "levle" (maybe "level"?)'],
  ])('says of %j: %s', (value, text) => {
    expect(faults(Object.keys(value).length > 0 ? { level: 1, ...value } : value)).toEqual([text])
  })

  it('finds a name in a table that zod leaves out, once, wherever it stands', () => {
    const told = (json: string): string[] => faults(JSON.parse(json))
    const words = 'must be a name other than __proto__, not "__proto__"'
    expect(told('{"level":1,"sizes":{"__proto__":2}}')).toEqual([`sizes.__proto__: ${words}`])
    expect(told('{"level":9,"rooms":{"hall":{"doors":1},"__proto__":{"doors":1}}}')).toEqual([
      'level: must be a whole number from 1 to 5, not 9',
      `rooms.__proto__: ${words}`,
    ])
    // A key of an object that has none but its own is unknown, and told as that alone.
    expect(told('{"level":1,"__proto__":2}')).toEqual([expect.stringContaining('unknown key "__proto__"')])
    const circle: Record<string, unknown> = { level: 1 }
    circle['self'] = circle
    expect(faults(circle)).toEqual([expect.stringContaining('unknown key "self"')])
  })

  it('tells all at once', () => {
    expect(faults({ level: 9, on: 0, promise: { wran: 1 } }).length).toBe(4)
  })

  it.each(['', ' ', ' a', 'a ', '__proto__', 'a\nb', 'a\u0000', '\u001b[31mred'])(
    'refuses to define the name %j',
    (name) => {
      expect(definedName().safeParse(name).success).toBe(false)
    },
  )

  it.each(['a', 'a b', '1', 'é', '家具', 'constructor'])('defines the name %j', (name) => {
    expect(definedName().safeParse(name).success).toBe(true)
  })
})

describe('valueAt', () => {
  it('follows own keys only', () => {
    const root = { a: [{ b: 5 }] }
    expect(valueAt(root, [])).toBe(root)
    expect(valueAt(root, ['a', 0, 'b'])).toBe(5)
    expect(valueAt(root, ['a', 1, 'b'])).toBe(undefined)
    expect(valueAt(root, ['toString'])).toBe(undefined)
  })
})
