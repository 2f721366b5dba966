import { expect, test } from 'vitest'
import { HOURS_MEASURES } from '../../../src/sim/measures/hours-measures.js'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import { plannedRows } from '../../../src/sim/measures/outline.js'
import { Layout } from '../../../src/sim/study/sample.js'
import { smallScenario, smallSpec } from '../small-scenario.js'
import type { RowFacts } from '../../../src/sim/measures/measure-entry.js'
import * as count from '../../../src/sim/measures/tally.js'

const names = HOURS_MEASURES.map(({ name }) => name)

function valuesOf(sums: Readonly<Record<number, number>>): unknown {
  const contacts = new Float64Array(count.FIELDS)
  for (const [field, sum] of Object.entries(sums)) contacts[Number(field)] = sum
  const facts: RowFacts = {
    contacts,
    waits: null,
    agents: null,
    line: null,
    match: null,
    wages: null,
    prices: null,
    answered: null,
    taken: null,
  }
  return Object.fromEntries(HOURS_MEASURES.map(({ name, compute }) => [name, compute(facts)]))
}

test('are ratios of what was counted', () => {
  expect(
    valuesOf({
      [count.OFFERED]: 20,
      [count.CONTAINED]: 4,
      [count.CLOSED]: 7,
      [count.CLOSED_WAITING]: 3,
      [count.WAIT_OPEN_MS]: 900,
      [count.WAITED_OPEN]: 15,
      [count.ANSWERED_IN_OPEN_TIME]: 12,
      [count.RESOLUTION_ALERTS]: 6,
      [count.RESOLUTION_ALERTS + 1]: 2,
      [count.RESOLUTION_ALERTS + 2]: 1,
    }),
  ).toEqual({
    closed: [7, 1],
    'closed.waiting': [3, 1],
    'meanWait.open': [900, 15],
    'serviceLevel.open': [12, 16],
    'alerts.resolution.warned': [6, 1],
    'alerts.resolution.breached': [2, 1],
    'alerts.resolution.escalated': [1, 1],
  })
})

test('of waits in open hours nothing is said where no queue has hours', () => {
  const values = valuesOf({ [count.OFFERED]: 20, [count.ANSWERED]: 20 }) as Record<string, number[]>
  expect(names).toContain('serviceLevel.open')
  expect([values['meanWait.open'], values['serviceLevel.open']]).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test('stand in a report only where the policy has what they speak of', () => {
  const policy = smallSpec.policy!
  const shop = { zone: 'UTC', weekly: { mon: ['00:00-01:00'] } }
  const featuresOf = (parts: object): unknown =>
    plannedRows(smallScenario({ firstDay: 'monday', policy: { ...policy, ...parts } }), undefined).map(
      ({ features }) => features,
    )[0]
  expect(featuresOf({})).toBeUndefined()
  expect(featuresOf({ calendars: { shop } })).toBeUndefined()
  expect(featuresOf({ calendars: { shop }, queues: { calls: { hours: 'shop' } } })).toEqual(['hours'])
  expect(featuresOf({ promises: { resolution: 'on' } })).toEqual(['resolution'])
  const places = new Layout([{ kind: 'total', name: 'total', features: ['resolution'] }])
  const has = (name: string): boolean => places.placeOf(0, measureIndex(name)) >= 0
  expect(names.map(has)).toEqual(names.map((name) => name.startsWith('alerts.resolution')))
})
