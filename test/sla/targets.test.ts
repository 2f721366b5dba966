import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import * as field from '../../src/sla/measure-fields.js'
import { MeasureTable } from '../../src/sla/measure-table.js'
import { MeasureView } from '../../src/sla/measure-view.js'
import { AFTER_SALES_TARGETS, judge } from '../../src/sla/targets.js'

/** A total with these sums. */
function total(sums: Readonly<Record<number, number>>): MeasureView {
  const table = new MeasureTable(1000, 1)
  const row = table.row('total', 'total')
  const cell = table.cellOf(table.periodAt(0))
  for (const [place, value] of Object.entries(sums)) table.add(row, cell, Number(place), value)
  return new MeasureView(table)
}

test('the users’ targets as one preset: kept at the bound, missed beyond it, no value without anything to judge', () => {
  const view = total({
    [field.ANSWERED]: 100,
    [field.WAIT_ANSWERED_MS]: 9_000_000,
    [field.WAITED_OVER_5_MIN]: 6,
    [field.FIRST_REPLIES]: 10,
    [field.FIRST_REPLY_MS]: 299_000,
    [field.RATED]: 10,
    [field.SATISFIED]: 9,
    [field.AVAILABLE_MS]: 11 * 3_600_000,
  })
  expect(judge(view).map(({ measure, verdict }) => `${measure} ${verdict}`)).toEqual([
    'meanWait kept',
    'waitOver5Min missed',
    'firstReplyTime kept',
    'satisfaction.rated kept',
    'resolution.ofAsked noValue',
    'repeatContacts.withinWindow noValue',
    'contactsPerAgentHour missed',
  ])
  expect(judge(view)[1]).toMatchObject({
    target: { measure: 'waitOver5Min', atMost: 0.05 },
    numerator: 6,
    denominator: 100,
    value: 0.06,
  })
})

test('a row is judged by the targets that have a meaning for it', () => {
  const agent = judge(total({}), AFTER_SALES_TARGETS, { kind: 'agent', name: 'ana' })
  expect(agent.map(({ measure }) => measure)).toEqual([
    'firstReplyTime',
    'satisfaction.rated',
    'resolution.ofAsked',
    'contactsPerAgentHour',
  ])
})

test('every fault of the targets is told at once', () => {
  const targets = [
    { measure: 'ocupancy', atLeast: 1 },
    { measure: 'asa' },
    { measure: 'asa', atLeast: 1, atMost: Number.NaN },
    { measure: 'serviceLevel.withAbandons', atLeast: 80 },
    { measure: 'abandonment', atMost: -1 },
  ]
  expect(() => judge(total({}), targets)).toThrow(
    /6 faults[^]*\[0\].measure: unknown measure \(maybe "occupancy"\?\)[^]*\[1\]: needs either[^]*\[2\]: needs either[^]*\[2\].atMost: must be[^]*\[3\].atLeast: must be a share from 0 to 1, not 80 \(write 0.8\)[^]*\[4\].atMost: must be a share/,
  )
})

test('what is no view is told so, the live measures themselves among it', () => {
  for (const none of [undefined, null, {}, { view: total({}) }]) {
    expect(() => judge(none as never)).toThrow(InvariantError)
    expect(() => judge(none as never)).toThrow('measures.view')
  }
})

test('callers without types are told what are no targets, no target and no row', () => {
  expect(() => judge(total({}), null as never)).toThrow('(root): must be a list of targets')
  expect(() => judge(total({}), [null, 5, { measure: 7, atLeast: 1 }] as never)).toThrow(
    /3 faults\n {2}\[0\]: must be a target [^]*\[1\]: must be a target [^]*\[2\]\.measure: unknown measure/,
  )
  for (const row of [null, 'queue', { kind: 'que', name: 'a' }, { kind: 'queue' }]) {
    expect(() => judge(total({}), AFTER_SALES_TARGETS, row as never)).toThrow(InvariantError)
  }
})
