import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIELDS, LONGEST_WAIT_MS } from '../../src/sla/measure-fields.js'
import { MeasureTable, type MeasureTableJson, type Period } from '../../src/sla/measure-table.js'
import { MeasureTableModel, type Addition } from '../model/sla/measure-table.js'

const PERIOD_MS = 1000

const addition: fc.Arbitrary<Addition> = fc.record({
  kind: fc.constantFrom('total', 'queue', 'agent'),
  name: fc.constantFrom('a', 'b', 'constructor'),
  period: fc.oneof(fc.nat(8), fc.nat(40)),
  field: fc.oneof(fc.constant(LONGEST_WAIT_MS), fc.nat(FIELDS - 1)),
  amount: fc.nat(1000),
})
const days = fc.array(addition, { minLength: 1, maxLength: 60 })
const keeping = fc.integer({ min: 1, max: 6 })

function add(table: MeasureTable, { kind, name, period, field, amount }: Addition): void {
  const row = table.row(kind, name)
  const at = table.periodAt(period * PERIOD_MS + (amount % PERIOD_MS))
  expect(at).toBe(period)
  if (field === LONGEST_WAIT_MS) {
    table.raise(row, table.cellOf(at), amount)
    table.recordWait(row, table.cellOf(at), amount)
  } else table.add(row, table.cellOf(at), field, amount)
}

function filled(keepPeriods: number, additions: readonly Addition[]): MeasureTable {
  const table = new MeasureTable(PERIOD_MS, keepPeriods)
  for (const each of additions) add(table, each)
  return table
}

/** All that can be read. */
function readings(table: MeasureTable): unknown[] {
  const periods: Period[] = ['all', 'earlier', ...table.periods()]
  return table.rows().flatMap((row) =>
    periods.map((period) => {
      const place = table.find(row)
      const waits = table.waitsOf(place, period).toJSON()
      return { row, period, sums: [...table.sumsOf(place, period)], waits }
    }),
  )
}

test('a reading is the sum of all additions, or their maximum; old periods are told together', () => {
  fc.assert(
    fc.property(days, keeping, (additions, keepPeriods) => {
      const table = filled(keepPeriods, additions)
      const model = new MeasureTableModel(keepPeriods, LONGEST_WAIT_MS)
      for (const each of additions) model.add(each)
      const periods: Period[] = ['all', 'earlier', ...table.periods(), 999]
      expect(table.periods().length).toBeLessThanOrEqual(keepPeriods)
      for (const row of table.rows()) {
        for (const period of periods) {
          const sums = table.sumsOf(table.find(row), period)
          sums.forEach((sum, field) => expect(sum).toBe(model.value(row, period, field)))
          const waits = additions.filter(
            ({ kind, name, field }) => kind === row.kind && name === row.name && field === LONGEST_WAIT_MS,
          )
          if (period === 'all') expect(table.waitsOf(table.find(row), 'all').count).toBe(waits.length)
        }
      }
    }),
  )
})

test('tables that are merged in any order read as the table that was told everything', () => {
  fc.assert(
    fc.property(days, keeping, fc.array(fc.nat(2), { minLength: 1 }), (additions, keepPeriods, parts) => {
      const tables = [0, 1, 2].map((part) =>
        filled(
          keepPeriods,
          additions.filter((_, index) => parts[index % parts.length] === part),
        ),
      )
      const whole = readings(filled(keepPeriods, additions))
      for (const order of [tables, tables.toReversed()]) {
        const merged = new MeasureTable(PERIOD_MS, keepPeriods)
        for (const table of order) merged.merge(table)
        expect(readings(merged)).toEqual(whole)
      }
    }),
  )
})

test('plain JSON, read again in the middle, changes nothing', () => {
  fc.assert(
    fc.property(days, keeping, fc.nat(60), (additions, keepPeriods, place) => {
      const before = filled(keepPeriods, additions.slice(0, place))
      const json = JSON.parse(JSON.stringify(before.toJSON())) as MeasureTableJson
      const table = MeasureTable.fromJSON(json)
      for (const each of additions.slice(place)) add(table, each)
      expect(table.toJSON()).toEqual(filled(keepPeriods, additions).toJSON())
    }),
  )
})

test('tables of other periods are not merged', () => {
  expect(() => new MeasureTable(1, 2).merge(new MeasureTable(2, 2))).toThrow('other periods')
  expect(() => new MeasureTable(0, 2)).toThrow('periodMs')
  expect(() => new MeasureTable(1, 0)).toThrow('keepPeriods')
})
