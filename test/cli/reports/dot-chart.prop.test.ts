/** Dots: every agent is one, none hides another where there is room, and a crowd is shown by its ends and its middle. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DotLine, dotChart } from '../../../src/cli/reports/dot-chart.js'

function line(values: readonly number[], name = 'pool'): DotLine {
  const dots = values.map((value, i) => ({ name: `${name}-${i}`, value, told: `${name}-${i} <told>` }))
  return { name, dots, mean: null, colour: 1 }
}

function circles(picture: string): { readonly x: number; readonly y: number }[] {
  return [...picture.matchAll(/<circle [^>]*cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }))
}

const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('dots', () => {
  it('are one for each agent, within the picture, and further right for more', () => {
    fc.assert(
      fc.property(fc.array(fc.array(share, { maxLength: 60 }), { minLength: 1, maxLength: 4 }), (groups) => {
        const picture = dotChart(
          'occupancy',
          groups.map((values) => line(values)),
        )
        expect(picture).toMatch(/^<svg role="img" [^>]*aria-label="occupancy">.*<\/svg>$/s)
        expect(picture).not.toMatch(/NaN|Infinity|undefined/)
        const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(picture)!.map(Number)
        const found = circles(picture)
        expect(found).toHaveLength(groups.flat().length)
        for (const { x, y } of found) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(width!)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThanOrEqual(height!)
        }
        let next = 0
        for (const values of groups) {
          const own = found.slice(next, (next += values.length))
          expect(own.map(({ x }) => x)).toEqual(own.map(({ x }) => x).sort((a, b) => a - b))
        }
      }),
    )
  })

  it('do not hide each other', () => {
    const found = circles(dotChart('occupancy', [line([0.5, 0.5, 0.5, 0.501, 0.9])]))
    found.forEach((one, i) =>
      found.slice(i + 1).forEach((other) => {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(7.9)
      }),
    )
  })

  it('of a crowd are the outermost, and bars the rest', () => {
    const crowd = Array.from({ length: 1_000 }, (_, i) => i / 1_000)
    const picture = dotChart('occupancy', [line(crowd)])
    expect(circles(picture)).toHaveLength(10)
    expect(picture).toContain('pool-0 &lt;told&gt;')
    expect(picture).toContain('pool-999 &lt;told&gt;')
    const bars = [...picture.matchAll(/class="crowd c1" x="([\d.]+)" [^>]*width="([\d.]+)"/g)]
    const [wide, narrow] = bars.map(([, , width]) => Number(width))
    expect(narrow! / wide!).toBeCloseTo(0.5 / 0.8, 2)
  })

  it('have an axis of whole tenths around them', () => {
    const ticks = (values: readonly number[]): string[] =>
      [...dotChart('occupancy', [line(values)]).matchAll(/>(\d+) %<\/text>/g)].map(([, tick]) => tick!)
    expect(ticks([0.84, 0.93]).at(0)).toBe('70')
    expect(ticks([0.84, 0.93]).at(-1)).toBe('100')
    expect(ticks([0]).at(0)).toBe('0')
    expect(ticks([0, 1]).at(-1)).toBe('100')
  })
})
