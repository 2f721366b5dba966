import { expect, test } from 'vitest'
import { Histogram } from '../../src/base/histogram.js'
import { FIELDS } from '../../src/sla/measure-fields.js'
import { LIVE_MEASURES, liveMeasure, liveRatio } from '../../src/sla/measures.js'
import { MEASURES } from '../../src/sim/measures/measure-list.js'

test('a measure that the simulator prints too has the same unit, words and direction', () => {
  // Nobody withdraws a contact in the simulator.
  const shared = MEASURES.filter(({ name }) => liveMeasure(name) !== undefined)
  for (const { name, unit, numerator, denominator, better } of shared) {
    const live = liveMeasure(name)!
    expect({ ...live, denominator: live.denominator.replace(', less withdrawn', '') }).toMatchObject({
      unit,
      numerator,
      denominator,
      better,
    })
  }
  expect(shared.length).toBeGreaterThan(30)
})

test('no name is listed twice, and each is said to have a meaning somewhere', () => {
  const names = LIVE_MEASURES.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(LIVE_MEASURES.every(({ rows }) => rows.length > 0)).toBe(true)
})

test('a promise of waiting is nobody’s of the agents, one of a conversation is', () => {
  for (const name of ['alerts.%.breached', 'promises.%.kept']) {
    expect(liveMeasure(name.replace('%', 'queueWait'))!.rows).not.toContain('agent')
    expect(liveMeasure(name.replace('%', 'firstReply'))!.rows).toContain('agent')
  }
})

test('where nothing has happened every ratio is a count of 0, or has nothing to divide by', () => {
  for (const { name, denominator } of LIVE_MEASURES) {
    const [above, below] = liveRatio(name, new Float64Array(FIELDS), () => new Histogram())
    expect(above).toBe(0)
    const isCount = denominator === 'run' && name !== 'longestWait' && !name.startsWith('wait.p')
    expect(below).toBe(isCount ? 1 : 0)
  }
})
