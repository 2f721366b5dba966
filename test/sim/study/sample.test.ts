import { describe, expect, it } from 'vitest'
import { MEASURES, appliesTo, measureIndex } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { plannedRows } from '../../../src/sim/measures/outline.js'
import { Layout } from '../../../src/sim/study/sample.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { smallScenario } from '../small-scenario.js'

describe('a sample', () => {
  it('holds what a table says, place by place, and nothing else', () => {
    const scenario = smallScenario()
    const table = measure(scenario, simulate(scenario, 1, 0))
    const layout = new Layout(table.rows)
    const sample = layout.sampleOf(table)
    expect(sample.length).toBe(layout.size * 2)
    expect(sample.includes(Number.NaN)).toBe(false)
    let applicable = 0
    table.rows.forEach(({ kind }, row) =>
      MEASURES.forEach((_, column) => {
        const place = layout.placeOf(row, column)
        const cell = row * MEASURES.length + column
        expect(place >= 0).toBe(appliesTo(column, kind, []))
        if (place < 0) return
        applicable++
        expect(sample[place * 2]).toBe(table.numerators[cell])
        expect(sample[place * 2 + 1]).toBe(table.denominators[cell])
      }),
    )
    expect(applicable).toBe(layout.size)
  })

  it('has the rows that were planned', () => {
    const scenario = smallScenario()
    const { rows } = measure(scenario, simulate(scenario, 1, 0))
    expect(plannedRows(scenario, undefined)).toEqual(rows)
    expect(() => new Layout(rows.slice(1)).sampleOf(measure(scenario, simulate(scenario, 1, 0)))).toThrow(
      'another scenario',
    )
    expect(new Layout(rows).placeOf(0, measureIndex('offered'))).toBe(0)
  })
})
