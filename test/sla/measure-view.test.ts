import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { ANSWERED, ASSIGNED, AVAILABLE_MS, HARD } from '../../src/sla/measure-fields.js'
import { MeasureTable } from '../../src/sla/measure-table.js'
import { MeasureView, mergeMeasures, restoreMeasures } from '../../src/sla/measure-view.js'

const HOUR = 3_600_000

/** Agents with so many contacts, hard ones among them, and hours. */
function shift(
  agents: Readonly<Record<string, readonly [contacts: number, hard: number, hours: number]>>,
): MeasureView {
  const table = new MeasureTable(HOUR, 10)
  const cell = table.cellOf(table.periodAt(0))
  for (const [name, [contacts, hard, hours]] of Object.entries(agents)) {
    for (const row of [table.row('agent', name), table.row('total', 'total')]) {
      table.add(row, cell, ASSIGNED, contacts)
      table.add(row, cell, ANSWERED, contacts)
      table.add(row, cell, HARD, hard)
      table.add(row, cell, AVAILABLE_MS, hours * HOUR)
    }
  }
  return new MeasureView(table)
}

test('work is compared by the hour: half the contacts in half the time is the same share', () => {
  const view = shift({ ana: [8, 2, 8], ben: [4, 2, 4], eve: [0, 0, 0] })
  expect(view.fairness('contacts')).toEqual({
    jain: 1,
    agents: [
      { agentId: 'ana', share: 1 },
      { agentId: 'ben', share: 1 },
    ],
  })
  // 2 in 8 hours against 2 in 4.
  expect(view.fairness('hardContacts').jain).toBeCloseTo(0.75 ** 2 / (2 * (0.25 ** 2 + 0.5 ** 2)), 12)
  expect(view.fairness('occupancy').jain).toBe(null)
  expect(view.value('hardShare', { kind: 'agent', name: 'ben' }).value).toBe(0.5)
})

test('views of two sites are merged by name, from the views or from their plain data', () => {
  const [north, south] = [shift({ ana: [8, 2, 8] }), shift({ ana: [1, 0, 1], ben: [4, 2, 4] })]
  const merged = mergeMeasures([
    north,
    JSON.parse(JSON.stringify(south)) as ReturnType<MeasureView['toJSON']>,
  ])
  expect(merged.value('contactsPerAgentHour', { kind: 'agent', name: 'ana' })).toMatchObject({
    numerator: 9,
    denominator: 9,
  })
  expect(merged.value('answered').numerator).toBe(13)
  expect(north.value('answered').numerator).toBe(8)
  expect(restoreMeasures(merged.toJSON()).values()).toEqual(merged.values())
})

test('a measure that does not exist, or has no meaning for a row, is refused', () => {
  const view = shift({ ana: [8, 2, 8] })
  expect(() => view.value('ocupancy')).toThrow('maybe "occupancy"?')
  expect(() => view.value('asa', { kind: 'agent', name: 'ana' })).toThrow('no meaning for a row of agent')
  expect(view.value('asa', { kind: 'queue', name: 'nothing' }).value).toBe(null)
})

test('only a list of views, or of their plain data, is merged, and only plain data restored', () => {
  const view = shift({ ana: [1, 0, 1] })
  for (const none of [undefined, null, view, [], [undefined], [view, null], [{ view }]]) {
    expect(() => mergeMeasures(none as never)).toThrow(InvariantError)
  }
  expect(() => mergeMeasures(view as never)).toThrow('measures: what is merged is no list')
  for (const none of [undefined, null, {}, view]) {
    expect(() => restoreMeasures(none as never)).toThrow('measures: not the plain data of a view')
  }
})

test('callers without types are told what is no row, no measure and nothing that is shared', () => {
  const view = shift({ ana: [8, 2, 8] })
  for (const row of [null, 'queue', { kind: 'que', name: 'main' }, { kind: 'queue' }]) {
    expect(() => view.value('answered', row as never)).toThrow('measures: a row is { kind, name }')
    expect(() => view.values(row as never)).toThrow('measures: a row is { kind, name }')
  }
  expect(() => view.value(5 as never)).toThrow('measures: unknown measure "5"')
  expect(() => view.fairness('hardContact' as never)).toThrow('measures: what is shared is contacts')
})
