/** What differs, on the page: folded where it is long, the largest real difference first, the others named. */
import { describe, expect, it } from 'vitest'
import { compareSection } from '../../../src/cli/reports/compare-section.js'
import { type Told, comparison } from './comparison.js'

const level = 'serviceLevel.withAbandons'

/** So many queues, of which each third one differs, by more and more. */
function queues(count: number): Told[] {
  return Array.from({ length: count }, (_, i) => [
    'queue',
    `queue ${i}`,
    level,
    i / 1_000,
    i % 3 === 2 ? 'better' : 'none',
  ])
}

/** Names in the first column of the table below a summary. */
function below(text: string, summary: string): string[] {
  const start = text.indexOf(`<summary>${summary}</summary>`)
  expect(start).toBeGreaterThan(0)
  const body = text.slice(start, text.indexOf('</table>', start))
  return [...body.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name!)
}

describe('what differs', () => {
  it('is nothing where nothing was compared', () => {
    expect(compareSection(['A'], [])).toBe('')
  })

  it('is folded where it is long, the largest real difference first', () => {
    const text = compareSection(['A', 'B'], [comparison(...queues(30))])
    expect(text).toContain('<details><summary>By queues: 10 of 30 with real differences</summary>')
    const names = below(text, 'By queues: 10 of 30 with real differences')
    expect(names).toEqual([29, 26, 23, 20, 17, 14, 11, 8, 5, 2].map((n) => `queue ${n}`))
    expect(text).toMatch(/No real difference: queue 0, queue 1, queue 3, .*queue 28\./)
  })

  it('is open where it is short, and says of each measure how much and whether it is real', () => {
    const text = compareSection(
      ['A', 'B'],
      [
        comparison(
          ['queue', 'a', level, 0.1, 'better'],
          ['queue', 'a', 'meanWait', 2_000, 'none'],
          ['queue', 'b', 'meanWait', 9_000, 'worse'],
        ),
      ],
    )
    expect(text).toContain('<details open><summary>By queues: 2 of 2 with real differences</summary>')
    expect(below(text, 'By queues: 2 of 2 with real differences')).toEqual(['a', 'b'])
    expect(text).toContain('<th scope="col">in time of all, points</th><th scope="col">mean wait</th>')
    expect(text).toContain('<span class="better">+10.0 ±&nbsp;1.0</span>')
    expect(text).toContain('50.0&nbsp;→&nbsp;60.0, <span class="better">better</span>')
    expect(text).toContain('<span class="none">not real</span>')
    expect(text).toContain('<span class="worse">+9.0 ±')
  })

  it('names neither a hundred agents nor a thousand', () => {
    const agents = Array.from({ length: 300 }, (_, i): Told => [
      'agent',
      `pool-${i}`,
      'occupancy',
      i / 1_000,
      i < 150 ? 'none' : 'other',
    ])
    const text = compareSection(['A', 'B'], [comparison(...agents)])
    expect(below(text, 'By agents one by one: 150 of 300 with real differences')).toHaveLength(100)
    expect(text).toContain('50 more with smaller differences are in the output of --json.')
    expect(text).toContain('No real difference: 150 others.')
  })

  it('tells of the total what is real first, then what people ask for', () => {
    const text = compareSection(
      ['A', 'B', 'C'],
      [
        comparison(
          ['total', 'total', 'meanWait', 0, 'none'],
          ['total', 'total', 'talkTime', 0, 'none'],
          ['total', 'total', 'queueLength', 0.2, 'worse'],
        ),
        comparison(['total', 'total', 'meanWait', 0, 'none']),
      ],
    )
    const measures = [...text.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name)
    expect(measures).toEqual(['queueLength', 'meanWait', 'meanWait'])
    expect(text.match(/<h3>/g)).toHaveLength(2)
    expect(text.indexOf('B, against A')).toBeLessThan(text.indexOf('C, against A'))
  })

  it('names what only one of them does', () => {
    const told = comparison(['total', 'total', 'meanWait', 0, 'none'])
    const text = compareSection(
      ['A', 'B'],
      [{ ...told, unmatchedMeasures: ['callbacks', 'callbacks.reached'] }],
    )
    expect(text).toContain('Only in one of them: callbacks, callbacks.reached.')
    expect(compareSection(['A', 'B'], [told])).not.toContain('Only in one')
  })
})
