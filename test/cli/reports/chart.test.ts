/** Charts: what is drawn is what was given, and nothing that was given breaks the page. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Series,
  barChart,
  escaped,
  heatMap,
  lineChart,
  shortened,
} from '../../../src/cli/reports/chart.js'
import { axisUnit } from '../../../src/cli/reports/format.js'
import type { AxisMark } from '../../../src/cli/reports/time-axis.js'

function axisOf(...labels: string[]): AxisMark[] {
  return labels.map((label) => ({ label, tick: label, day: '', isCut: label === '' }))
}

const text = {
  title: 'waits',
  axis: axisOf('09:00', '10:00', '11:00'),
  shown: (value: number) => `${value.toFixed(1)} s`,
  counts: () => ({ size: 1, unit: 's' }),
}
const value = fc.option(fc.double({ min: 0, max: 1e7, noNaN: true }), { nil: null })
const values = fc.array(value, { minLength: 3, maxLength: 3 })
const series: fc.Arbitrary<Series> = fc.record({
  name: fc.string(),
  values,
  halfWidths: values,
  colour: fc.integer({ min: 0, max: 5 }),
})

describe('charts', () => {
  it('are whole pictures of finite places, whatever the values and names', () => {
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 3 }), (all) => {
        for (const picture of [
          lineChart(all, text),
          lineChart(all, { ...text, reach: 5, most: 1e6 }),
          barChart(all, text),
          heatMap(all, text, 0),
          heatMap(all, text, 1e7),
        ]) {
          expect(picture).toMatch(/^<svg role="img" [^>]*aria-label="waits">.*<\/svg>$/s)
          expect(picture).not.toMatch(/NaN|Infinity|undefined/)
          const opened = picture.match(/<(g|title|text|svg)[ >]/g)?.length ?? 0
          const closed = picture.match(/<\/(g|title|text|svg)>/g)?.length ?? 0
          expect(closed).toBe(opened)
        }
      }),
    )
  })

  it('name each value they show', () => {
    const one: Series = { name: 'a < b', values: [1, null, 3], halfWidths: [0.5, null, null], colour: 1 }
    const picture = lineChart([one], text)
    expect(picture).toContain('<title>09:00 a &lt; b: 1.0 s ± 0.5 s</title>')
    expect(picture).toContain('<title>11:00 a &lt; b: 3.0 s</title>')
    expect(picture).not.toContain('10:00 a')
    expect(barChart([one], text).match(/<rect/g)?.length).toBe(2)
  })

  it.each([
    ['ms', 450_000, ['0 s', '100 s', '200 s', '300 s', '400 s', '500 s']],
    ['ms', 1_500_000, ['0 min', '5 min', '10 min', '15 min', '20 min', '25 min']],
    ['ms', 9_000_000, ['0.0 h', '0.5 h', '1.0 h', '1.5 h', '2.0 h', '2.5 h']],
    ['ms', 491_289_400, ['0 d', '1 d', '2 d', '3 d', '4 d', '5 d', '6 d']],
    ['share', 0.48, ['0 %', '10 %', '20 %', '30 %', '40 %', '50 %']],
    ['alerts', 0.25, ['0.00', '0.05', '0.10', '0.15', '0.20', '0.25']],
  ] as const)('of %s up to %s have an axis with round numbers of a unit', (unit, most, ticks) => {
    const one: Series = { name: 'a', values: [most, 0, null], colour: 0 }
    const picture = lineChart([one], { ...text, counts: (largest) => axisUnit(unit, largest) })
    expect([...picture.matchAll(/class="tick y"[^>]*>([^<]*)</g)].map(([, each]) => each)).toEqual(ticks)
  })

  it('the worst field of a heat map is the darkest, and none is where nothing is bad', () => {
    const strengths = (values: readonly number[], best: number): number[] =>
      [...heatMap([{ name: 'a', values, colour: 0 }], text, best).matchAll(/fill-opacity="([\d.]+)"/g)].map(
        ([, found]) => Number(found),
      )
    expect(strengths([0, 1, 2], 0)).toEqual([0.05, 0.38, 0.7])
    expect(strengths([0, 1, 2], 2)).toEqual([0.7, 0.38, 0.05])
    expect(strengths([2, 2, 2], 0)).toEqual([0.7, 0.7, 0.7])
    expect(strengths([1, 1, 1], 1)).toEqual([0.05, 0.05, 0.05])
  })

  it('draw nothing where there is nothing, and where hours are cut out', () => {
    const none: Series = { name: 'a', values: [null, null, null], colour: 0 }
    expect(lineChart([{ ...none, halfWidths: none.values }], text)).not.toContain('<path')
    const cut = { ...text, axis: axisOf('09:00', '', '18:00') }
    const one: Series = { name: 'a', values: [1, null, 2], colour: 0 }
    expect(lineChart([one], cut).match(/class="cut"/g)?.length).toBe(1)
    expect(heatMap([one], cut, 0).match(/<rect/g)?.length).toBe(2)
  })

  it('bars are as high as the axis allows, whatever their intervals', () => {
    const one: Series = { name: 'a', values: [10, 0, 5], halfWidths: [500, 0, 0], colour: 0 }
    expect(barChart([one], text)).toContain('>10 s</text>')
    expect(barChart([one], text)).not.toContain('>500 s</text>')
  })

  it('a heat map writes values only where all of them have room', () => {
    const labels = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}`)
    const drawn = (count: number, brief?: (value: number) => string): number => {
      const one: Series = { name: 'a', values: labels(count).map(Number), colour: 0 }
      const told = { ...text, axis: axisOf(...labels(count)), ...(brief === undefined ? {} : { brief }) }
      return heatMap([one], told, 0).match(/class="cell"/g)?.length ?? 0
    }
    expect(drawn(18)).toBe(18)
    expect(drawn(36)).toBe(0)
    expect(drawn(36, (value) => value.toFixed(0))).toBe(36)
    expect(drawn(144, (value) => value.toFixed(0))).toBe(0)
  })

  it('have an axis that reaches as far as it should, and no farther than it may', () => {
    const top = (values: readonly number[], limits: { reach?: number; most?: number }): string => {
      const one: Series = { name: 'a', values, halfWidths: values.map(() => 0.3), colour: 0 }
      return [...lineChart([one], { ...text, ...limits }).matchAll(/class="tick y"[^>]*>(.*?)<\/text>/g)].at(
        -1,
      )![1]!
    }
    expect(top([0.5, 0.8, 1], {})).toBe('1.4 s')
    expect(top([0.5, 0.8, 1], { most: 1 })).toBe('1.0 s')
    expect(top([0.1, 0.1, 0.1], { most: 1 })).toBe('0.4 s')
    expect(top([0.1, 0.1, 0.1], { most: 1, reach: 1 })).toBe('1.0 s')
  })

  it('leave room for the fields, however long the names, and for the names, whatever their script', () => {
    const named = (name: string): { left: number; field: number } => {
      const picture = heatMap([{ name, values: [1, 2, 3], colour: 0 }], text, 0)
      const [, left] = /class="row" x="([\d.]+)"/.exec(picture)!
      const [, field] = /class="heat"[^>]* width="([\d.]+)"/.exec(picture)!
      return { left: Number(left), field: Number(field) }
    }
    expect(named('x'.repeat(500)).field).toBeGreaterThan(200)
    expect(named('售后咨询热线').left).toBeGreaterThanOrEqual(6 * 12)
    expect(shortened('x'.repeat(500))).toHaveLength(32)
    expect(shortened('plain')).toBe('plain')
  })

  it('text cannot leave its place', () => {
    expect(escaped('<b title="x">&')).toBe('&lt;b title=&quot;x&quot;&gt;&amp;')
  })
})
