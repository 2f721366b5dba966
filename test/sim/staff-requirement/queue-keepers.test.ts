/** Which queues depend on the groups whose numbers are looked for, and which plans leave them without anybody. */
import { describe, expect, it } from 'vitest'
import type { IntervalGroup } from '../../../src/sim/staff-requirement/interval-search.js'
import { keptQueues, refusalOf, withKeepers } from '../../../src/sim/staff-requirement/queue-keepers.js'
import { smallScenario } from '../small-scenario.js'

const scenario = smallScenario({
  interval: '30min',
  patience: '1min',
  policy: {
    channels: { phone: {} },
    skills: ['repair', 'sales'],
    queues: { help: {}, repair: { requires: { repair: 1 } }, sales: { requires: { sales: 1 } } },
  },
  demand: {
    help: { arrivals: { perHour: 5 } },
    repair: { arrivals: { perHour: 5 } },
    sales: { arrivals: { perHour: 5 } },
  },
  agents: [
    { name: 'seller', skills: { sales: 5 }, queues: ['sales'] },
    { name: 'all', staffing: [2, 2] },
    // Nobody so far, but the search may try some; and one who never comes keeps nothing.
    { name: 'fitter', staffing: [0, 0], skills: { repair: 5 } },
    { name: 'second', staffing: [1, 0], skills: { repair: 5 }, queues: ['repair'] },
    { name: 'ill', skills: { repair: 5 }, absence: { sickLeave: 1 } },
  ],
})
const groups: readonly IntervalGroup[] = ['all', 'fitter', 'second'].map((name, i) => ({
  name,
  cost: 3 - i,
  least: [0, 0],
  most: [4, 4],
}))
const kept = keptQueues(scenario, groups)

describe('queues that groups keep', () => {
  it('are those that nobody else serves', () => {
    expect(kept).toEqual([
      { queue: 'help', groups: [0, 1] },
      { queue: 'repair', groups: [1, 2] },
    ])
  })

  it('are never all without somebody, in whatever interval', () => {
    expect(refusalOf(kept, [1, 0, 0, 0, 0, 1], 2)).toBeNull()
    expect(refusalOf(kept, [0, 0, 0, 1, 0, 0], 2)).toBeNull()
    expect(refusalOf(kept, [1, 1, 0, 0, 0, 0], 2)).toBe(
      'demand.repair: nobody could ever serve these contacts',
    )
  })

  it('get the cheapest who may come, wherever they may', () => {
    expect(withKeepers(kept, [1, 0, 0, 0, 0, 0], groups)).toEqual([1, 0, 0, 0, 1, 1])
    expect(withKeepers(kept, [1, 0, 0, 0, 0, 1], groups)).toEqual([1, 0, 0, 0, 0, 1])
    const closed = groups.with(2, { ...groups[2]!, most: [0, 0] }).with(1, { ...groups[1]!, most: [0, 3] })
    expect(withKeepers(kept, [0, 0, 0, 0, 0, 0], closed)).toEqual([0, 0, 0, 1, 0, 0])
  })

  it('count only where somebody may be there at all', () => {
    const nowhere = groups.map((group) => ({ ...group, most: [0, 0] }))
    expect(keptQueues(scenario, nowhere)).toEqual([])
  })
})
