import { describe, expect, it } from 'vitest'
import { type TraceFault, TraceTable, shown, shownHint } from '../../../src/sim/records/trace-table.js'

function read(text: string): { table: TraceTable; faults: TraceFault[] } {
  const faults: TraceFault[] = []
  return {
    table: new TraceTable('trace', text, { time: 't', agent: 'who', date: undefined }, faults),
    faults,
  }
}

describe('a file of a trace', () => {
  it('is read by role', () => {
    const { table, faults } = read('who,x,t\n ann ,1,2\nbob\n')
    expect(faults).toEqual([])
    expect(table.count).toBe(2)
    expect([table.field(0, 'agent'), table.field(0, 'time'), table.field(0, 'date')]).toEqual([
      'ann',
      '2',
      '',
    ])
    expect([table.field(1, 'agent'), table.field(1, 'time')]).toEqual(['bob', ''])
    expect([table.has('time'), table.has('date')]).toEqual([true, false])
    expect(table.lineOf(1)).toBe(3)
    table.report(0, 'time', 'is odd')
    expect(faults).toEqual([{ source: 'trace', line: 2, column: 9, message: 'is odd' }])
  })

  it('has no rows to read when its header is at fault', () => {
    const { table, faults } = read('whom,t,t\n1,2,3,4\n')
    expect(table.count).toBe(0)
    expect(faults.map(({ column, message }) => `${column}: ${message}`)).toEqual([
      '8: column "t" is there twice (also at column 2 of the header)',
      '1: has no column "who" (maybe "whom"?)',
    ])
  })

  it('shows at most 60 characters of a value, on one line', () => {
    expect(shown('a\n"b"')).toBe('"a\\n\\"b\\""')
    expect(shown('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`)
    expect(shown('x'.repeat(61))).toBe(`"${'x'.repeat(59)}…"`)
    expect(shownHint('y', ['z'.repeat(99)])).toBe(`known: "${'z'.repeat(59)}…"`)
  })
})
