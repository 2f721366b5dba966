/** What is said of a comparison: only what is real, and for whom. */
import { describe, expect, it } from 'vitest'
import { forWhom, sentence } from '../../../src/cli/reports/compare-words.js'
import { type Told, comparison } from './comparison.js'

const level = 'serviceLevel.withAbandons'

describe('the words of a comparison', () => {
  it('tell nothing where nothing is real', () => {
    const none = comparison(
      ['total', 'total', level, 0.3, 'none'],
      ['queue', 'a', level, 0.3, 'none'],
      ['queue', 'b', level, -0.3, 'none'],
    )
    expect(sentence('B', 'A', none)).toBe('No real difference between B and A.')
    expect(forWhom(none)).toEqual([])
  })

  it('tell who gains and who loses, and who most', () => {
    const mixed = comparison(
      ['total', 'total', level, 0.001, 'none'],
      ['queue', 'a', level, 0.1, 'better'],
      ['queue', 'a', 'meanWait', -9000, 'better'],
      ['queue', 'b', level, 0.2, 'better'],
      ['queue', 'c', 'meanWait', 4000, 'worse'],
      ['queue', 'c', level, -0.01, 'none'],
      ['queue', 'd', level, 0.5, 'none'],
      ['queue', 'e', level, 0.1, 'better'],
      ['queue', 'e', 'wait.p90', 5000, 'worse'],
    )
    expect(sentence('B', 'A', mixed)).toBe('No real difference for all together, but for some.')
    expect(forWhom(mixed)).toEqual([
      'Queues: better for a and b (most for b: 20.0 (+- 1.0) points more are answered in time); ' +
        'worse for c (customers wait 4.0 (+- 0.0) s longer on average); ' +
        'some better, some worse for e; no real difference for d.',
    ])
  })

  it('count where there are many, and leave out a kind with one row, which is the total', () => {
    const hours = Array.from({ length: 8 }, (_, i): Told => [
      'interval',
      `0${i}:00`,
      'abandonment',
      i < 6 ? -0.1 - i / 100 : 0,
      i < 6 ? 'better' : 'none',
    ])
    const found = comparison(['tier', 'core', level, 0.2, 'better'], ...hours)
    expect(forWhom(found)).toEqual([
      'Intervals: better in 6 of 8 (most from 05:00: 15.0 (+- 1.0) points fewer hang up); no real difference from 06:00 and 07:00.',
    ])
  })

  it('say of agents that they are busier or less busy, not better', () => {
    const found = comparison(
      ['group', 'ana', 'occupancy', 0.1, 'other'],
      ['group', 'bo', 'occupancy', -0.2, 'other'],
      ['group', 'cy', 'occupancy', 0.3, 'none'],
    )
    expect(forWhom(found)).toEqual([
      'Agents: busier: ana (10.0 (+- 1.0) points of occupancy); less busy: bo (20.0 (+- 1.0) points of occupancy).',
    ])
  })

  it('tell agents one by one beside their groups, but who is a group of their own once', () => {
    const { differences, ...rest } = comparison(
      ['group', 'ana', 'occupancy', 0.1, 'other'],
      ['group', 'pool', 'occupancy', -0.2, 'other'],
      ['agent', 'ana', 'occupancy', 0.1, 'other'],
      ['agent', 'pool-1', 'occupancy', -0.3, 'other'],
      ['agent', 'pool-2', 'occupancy', -0.1, 'none'],
    )
    const of = (name: string): string => name.replace(/-.*/, '')
    const found = differences.map((each) =>
      each.row.kind === 'agent' ? { ...each, row: { ...each.row, group: of(each.row.name) } } : each,
    )
    expect(forWhom({ ...rest, differences: found })).toEqual([
      'Agents: busier: ana (10.0 (+- 1.0) points of occupancy); less busy: pool (20.0 (+- 1.0) points of occupancy).',
      'Agents one by one: less busy: pool-1 (30.0 (+- 1.0) points of occupancy).',
    ])
  })
})
