import { describe, expect, it } from 'vitest'
import { AT_WORK, ILL, OFF, ON_BREAK, rosterPlan } from '../../../src/sim/agents/roster-plan.js'
import type { AgentGroup } from '../../../src/sim/scenario/scenario.js'
import { absenceOf } from '../../../src/sim/scenario/staff.js'

const luck = { seed: 1, replication: 0, untilMs: 1_000 }

function group(parts: Partial<AgentGroup>): AgentGroup {
  return {
    name: 'g',
    agents: ['a'],
    skills: {},
    queues: null,
    channels: null,
    region: null,
    pool: null,
    capacityUnits: 1,
    shifts: [{ fromMs: 0, toMs: null }],
    staffing: [],
    breaks: [],
    absence: absenceOf(),
    learning: null,
    costPerHour: null,
    ...parts,
  }
}

function changes(...groups: AgentGroup[]): [number, string, number][] {
  const { agentIds, changeAtMs, changeAgent, changeState } = rosterPlan(groups, luck)
  return [...changeAtMs].map((atMs, i) => [atMs, agentIds[changeAgent[i]!]!, changeState[i]!])
}

describe('the roster plan', () => {
  it('without shifts is one sign-in', () => {
    expect(changes(group({}))).toEqual([[0, 'a', AT_WORK]])
  })

  it('lists real changes only', () => {
    const shifts = [
      { fromMs: 0, toMs: 100 },
      { fromMs: 100, toMs: 200 },
      { fromMs: 300, toMs: 400 },
    ]
    const breaks = [
      { fromMs: 50, toMs: 60, turns: 1 },
      { fromMs: 55, toMs: 70, turns: 1 },
      { fromMs: 220, toMs: 240, turns: 1 },
      { fromMs: 290, toMs: 310, turns: 1 },
      { fromMs: 390, toMs: 450, turns: 1 },
    ]
    expect(changes(group({ shifts, breaks }))).toEqual([
      [0, 'a', AT_WORK],
      [50, 'a', ON_BREAK],
      [70, 'a', AT_WORK],
      [200, 'a', OFF],
      [300, 'a', ON_BREAK],
      [310, 'a', AT_WORK],
      [390, 'a', ON_BREAK],
      [400, 'a', OFF],
    ])
  })

  it('lets agents take a break in turns', () => {
    const breaks = [{ fromMs: 10, toMs: 20, turns: 2 }]
    expect(changes(group({ agents: ['a', 'b', 'c'], breaks }))).toEqual([
      [0, 'a', AT_WORK],
      [0, 'b', AT_WORK],
      [0, 'c', AT_WORK],
      [10, 'a', ON_BREAK],
      [10, 'c', ON_BREAK],
      [20, 'a', AT_WORK],
      [20, 'b', ON_BREAK],
      [20, 'c', AT_WORK],
      [30, 'b', AT_WORK],
    ])
  })

  it('has the ill in it, who are not there, and not those who did not come', () => {
    const shifts = [
      { fromMs: 0, toMs: 100 },
      { fromMs: 200, toMs: 300 },
    ]
    const breaks = [{ fromMs: 50, toMs: 60, turns: 1 }]
    const never = absenceOf()
    expect(changes(group({ shifts, breaks, absence: { ...never, sickLeave: 1 } }))).toEqual([
      [0, 'a', ILL],
      [100, 'a', OFF],
      [200, 'a', ILL],
      [300, 'a', OFF],
    ])
    expect(changes(group({ shifts, breaks, absence: { ...never, noShow: 1 } }))).toEqual([])
  })

  it('numbers agents group by group', () => {
    const { agentIds, group: of } = rosterPlan(
      [group({ agents: ['a', 'b'] }), group({ agents: ['c'] })],
      luck,
    )
    expect(agentIds).toEqual(['a', 'b', 'c'])
    expect([...of]).toEqual([0, 0, 1])
  })
})
