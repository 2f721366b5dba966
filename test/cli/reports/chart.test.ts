/** Charts: what is drawn is what was given, and nothing that was given breaks the page. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Series, barChart, escaped, heatMap, lineChart } from '../../../src/cli/reports/chart.js'

const text = {
  title: 'waits',
  labels: ['09:00', '10:00', '11:00'],
  shown: (value: number) => `${value.toFixed(1)} s`,
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
          lineChart(all, text, 1e7),
          barChart(all, text),
          heatMap(all, text, 'high'),
          heatMap(all, text, 'low'),
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

  it('the worst field of a heat map is the darkest', () => {
    const one: Series = { name: 'a', values: [1, 2, 3], colour: 0 }
    const strengths = (isBad: 'high' | 'low'): number[] =>
      [...heatMap([one], text, isBad).matchAll(/fill-opacity="([\d.]+)"/g)].map(([, found]) => Number(found))
    expect(strengths('high')).toEqual([0.05, 0.38, 0.7])
    expect(strengths('low')).toEqual([0.7, 0.38, 0.05])
  })

  it('a heat map writes values only where all of them have room', () => {
    const labels = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i))
    const drawn = (count: number, brief?: (value: number) => string): number => {
      const one: Series = { name: 'a', values: labels(count).map(Number), colour: 0 }
      const told = { ...text, labels: labels(count), ...(brief === undefined ? {} : { brief }) }
      return heatMap([one], told, 'high').match(/class="cell"/g)?.length ?? 0
    }
    expect(drawn(12)).toBe(12)
    expect(drawn(24)).toBe(0)
    expect(drawn(24, (value) => value.toFixed(0))).toBe(24)
    expect(drawn(96, (value) => value.toFixed(0))).toBe(0)
  })

  it('text cannot leave its place', () => {
    expect(escaped('<b title="x">&')).toBe('&lt;b title=&quot;x&quot;&gt;&amp;')
  })
})
