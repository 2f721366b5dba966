import { expect, test } from 'vitest'
import { LaneFronts } from '../../src/queue/lane-fronts.js'

test('fronts are in order of falling band, then of falling rate, whoever comes first', () => {
  const fronts = new LaneFronts()
  fronts.ensure(40)
  fronts.open(7, 33, 0, 150, false)
  fronts.open(2, 33, 0, 100, false)
  fronts.open(3, 1, 2, 150, false)
  fronts.open(4, 2, 0, 100, false)
  expect(fronts.list.map(({ band, rate }) => [band, rate])).toEqual([
    [2, 150],
    [0, 150],
    [0, 100],
  ])
  for (const [lane, demand] of [
    [7, 33],
    [2, 33],
    [3, 1],
    [4, 2],
  ] as const) {
    fronts.of(lane)!.key[demand] = 100 * lane
  }
  expect(fronts.list[1]!.key[33]).toBe(700)
  expect(fronts.list[2]!.key[33]).toBe(200)
  fronts.close(2, 33, false)
  expect(fronts.of(2)).toBeUndefined()
  expect(fronts.list.map(({ occupied }) => occupied.count)).toEqual([1, 1, 1])
})

test('a demand has private lanes until the last of them closes', () => {
  const fronts = new LaneFronts()
  fronts.ensure(3)
  fronts.open(0, 2, 0, 100, true)
  fronts.open(1, 2, 0, 100, true)
  fronts.close(0, 2, true)
  expect(fronts.withPrivate.has(2)).toBe(true)
  fronts.close(1, 2, true)
  expect(fronts.withPrivate.has(2)).toBe(false)
  expect(fronts.list).toEqual([])
})
