import { describe, expect, it } from 'vitest'
import { idleHours, idleStretches } from '../../../src/sim/scenario-checks/idle-hours.js'
import type { AgentGroupSpec, OutageSpec } from '../../../src/sim/scenario-language/staff-spec.js'
import { smallScenario } from '../small-scenario.js'

const day = { from: '08:00', until: '18:00' }
const shifts = [{ from: '08:00', to: '16:00' }]
const there = { name: 'there' }

function told(agents: readonly AgentGroupSpec[], more: object = {}): string[] {
  return idleHours(smallScenario({ ...day, ...more, agents: [there, ...agents] })).map(
    ({ name, message }) => `${name} ${message}`,
  )
}

describe('hours that come to nothing', () => {
  it('are none where shifts meet the scenario and breaks the shifts', () => {
    const breaks = [{ from: '12:00', to: '12:30', turns: 2 }]
    expect(told([{ name: 'a', count: 2, shifts, breaks }])).toEqual([])
    expect(told([{ name: 'a', breaks }])).toEqual([])
  })

  it('are shifts at another time, or none at all', () => {
    expect(told([{ name: 'a', shifts: [{ from: '18:00', to: '22:00' }] }])).toEqual([
      'a are at work only before the scenario begins or after it ends',
    ])
    expect(told([{ name: 'a', shifts: [] }])).toEqual(['a have no shift, so they never come'])
    expect(told([{ name: 'a', count: 0, shifts: [] }])).toEqual([])
  })

  it('are surges and outages at another time', () => {
    const late = { from: '18:00', to: '19:00' }
    const soon = { from: '17:59', to: '19:00' }
    const surges = [soon, late].map((each) => ({ ...each, factor: 2 }))
    expect(idleStretches(smallScenario({ ...day, surges, outages: [late, soon] }))).toEqual([
      'surges[1]',
      'outages[0]',
    ])
  })

  it('are breaks outside the shifts, but for those of days off', () => {
    const breaks = [
      { from: '12:00', to: '12:30' },
      { from: '17:00', to: '17:10' },
    ]
    const week = { days: 7, firstDay: 'monday' }
    const someDays = [{ ...shifts[0]!, on: ['tuesday' as const] }]
    const all = { name: 'there', shifts: [{ from: '08:00', to: '18:00' }] }
    const scenario = smallScenario({
      ...day,
      ...week,
      agents: [all, { name: 'a', shifts: someDays, breaks }],
    })
    expect(idleHours(scenario).map(({ message }) => message)).toEqual([
      'have a break at 17:00, when none of them is at work',
    ])
  })

  it('are shifts that an outage takes whole, unless it may not come or ends before', () => {
    const agents = [
      { name: 'a', shifts },
      { name: 'b', shifts },
    ]
    const toldOf = (...outages: OutageSpec[]): string[] =>
      idleHours(smallScenario({ ...day, patience: '5min', agents, outages })).map(({ name }) => name)
    const whole = { from: '08:00', to: '16:00' }
    expect(toldOf(whole)).toEqual(['a', 'b'])
    expect(toldOf({ ...whole, groups: ['b'] })).toEqual(['b'])
    expect(toldOf({ ...whole, channels: ['phone'] })).toEqual([])
    expect(toldOf({ ...whole, chance: 0.9 }, { ...whole, lasts: '2h' }, { ...whole, to: '15:59' })).toEqual(
      [],
    )
  })

  it('are shifts that a break takes whole, unless it is taken in turns', () => {
    const lost = 'a are on a break for the whole of every shift, so they serve nobody'
    const whole = { from: '08:00', to: '16:00' }
    expect(told([{ name: 'a', count: 2, shifts, breaks: [whole] }])).toEqual([lost])
    expect(told([{ name: 'a', count: 2, shifts, breaks: [{ ...whole, turns: 2 }] }])).toEqual([])
    expect(told([{ name: 'a', shifts, breaks: [{ ...whole, to: '15:59' }] }])).toEqual([])
    const second = [...shifts, { from: '17:00', to: '18:00' }]
    expect(told([{ name: 'a', shifts: second, breaks: [whole] }])).toEqual([])
    expect(told([{ name: 'a', breaks: [{ from: '08:00', to: '18:00' }] }])).toEqual([lost])
    const week = { days: 7, firstDay: 'monday' }
    const scenario = smallScenario({
      ...day,
      ...week,
      patience: '5min',
      agents: [{ name: 'a', shifts, breaks: [whole] }],
    })
    expect(idleHours(scenario).map(({ name, message }) => `${name} ${message}`)).toEqual([lost])
  })
})
