import { expect, test } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { checkPolicy } from '../../../src/engine/policy/policy.js'

const base = { channels: { chat: {} }, skills: ['senior'], queues: { support: {} }, pools: ['night'] }

function faults(care: object, more: object = {}): string[] {
  return checkPolicy({ ...base, ...more, care }).map(faultText)
}

test('sensible care has no fault', () => {
  expect(
    faults({
      hardEmotions: ['angry', 'anxious'],
      hardIssues: ['complaint'],
      maxHardInARow: 3,
      restMs: 1,
      coolDownMs: 60_000,
      coolDownFrom: 'hard',
      breakMs: 300_000,
      cover: { pools: { night: 1 }, queues: { support: 2 }, skills: { senior: 0 } },
    }),
  ).toEqual([])
})

test('names are known, the default issues too', () => {
  expect(
    faults({
      hardIssues: ['complain', 'repair', 'repair'],
      cover: { pools: { nigth: 1 }, queues: { sales: 1 }, skills: { junior: 1 } },
    }),
  ).toEqual([
    'care.hardIssues[0]: unknown issue "complain" (maybe "complaint"?)',
    'care.hardIssues[2]: "repair" is listed twice',
    'care.cover.pools.nigth: unknown pool "nigth" (maybe "night"?)',
    'care.cover.queues.sales: unknown queue "sales" (known: "support")',
    'care.cover.skills.junior: unknown skill "junior" (maybe "senior"?)',
  ])
})

test('what has no effect is told', () => {
  expect(faults({ hardEmotions: [], maxHardInARow: 2, coolDownMs: 5 })).toEqual([
    'care.maxHardInARow: has no effect: no emotion and no issue is hard (leave hardEmotions out)',
    'care.coolDownMs: has no effect: no emotion and no issue is hard (leave hardEmotions out)',
  ])
  expect(faults({ hardEmotions: [], hardIssues: ['repair'], maxHardInARow: 2 })).toEqual([])
  expect(faults({ restMs: 5, coolDownFrom: 'hard' })).toEqual([
    'care.restMs: has no effect without maxHardInARow',
    'care.coolDownFrom: has no effect without coolDownMs',
  ])
  expect(faults({ coolDownFrom: 'all', coolDownMs: 0 })).toEqual([
    'care.coolDownFrom: has no effect without coolDownMs',
  ])
})

test('shapes and ranges are the schema’s', () => {
  expect(faults({ maxHardInARow: 0, hardEmotions: ['sad'], breakMs: 0, cover: { teams: {} } }).length).toBe(4)
})

test('kinds of channels that the roster cannot tell apart are refused', () => {
  const channels = (count: number): object =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, { units: i + 1 }]))
  expect(faults({}, { channels: channels(31) })).toEqual([])
  expect(faults({}, { channels: channels(32) })).toEqual([
    'channels: differ in 32 ways in units and exclusive; at most 31 are told apart',
  ])
  expect(faults({ maxHardInARow: 1 }, { channels: channels(15) })).toEqual([])
  expect(faults({ maxHardInARow: 1 }, { channels: channels(16) })).toEqual([
    'channels: differ in 16 ways in units and exclusive; at most 15 are told apart while agents may rest from hard contacts alone',
  ])
  // Equal costs are one kind, and a broken channel hides nothing else.
  expect(
    faults({}, { channels: { ...channels(31), again: { units: 3 }, broken: { units: 0 } } }),
  ).toHaveLength(1)
})
