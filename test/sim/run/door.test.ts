/** Who is not let in, and when they come back. */
import { describe, expect, it } from 'vitest'
import { measure } from '../../../src/sim/measures/measures.js'
import { MEASURES, measureIndex } from '../../../src/sim/measures/measure-list.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'

const HOURS = 3_600_000

function night(parts: object, queue: object = {}): (name: string, row?: string) => number {
  const scenario = parseScenario({
    name: 'night',
    firstDay: 'monday',
    until: '12:00',
    interval: '1h',
    policy: {
      channels: { phone: { exclusive: true } },
      skills: [],
      queues: { calls: { hours: 'shop', closed: 'refuse', ...queue } },
      calendars: { shop: { zone: 'UTC', weekly: { mon: ['09:00-10:00', '11:00-12:00'] } } },
    },
    demand: { calls: { arrivals: { blocks: [{ from: '08:00', to: '09:00', perHour: 200 }] } } },
    patience: '1h',
    service: '1s',
    agents: [{ name: 'agent', count: 20 }],
    ...parts,
  })
  const table = measure(scenario, simulate(scenario, 4, 0))
  return (name, row = 'total') =>
    table.numerators[
      table.rows.findIndex((each) => each.name === row) * MEASURES.length + measureIndex(name)
    ]!
}

describe('a closed queue', () => {
  it('turns everybody away, who are lost unless they call again', () => {
    const value = night({})
    expect(value('closed')).toBeGreaterThan(150)
    expect([value('offered'), value('refused'), value('redials')]).toEqual([0, 0, 0])
    expect(value('lost')).toBe(value('closed'))
    expect(value('closed', '08:00')).toBe(value('closed'))
  })

  it('is called again after it has opened, by the same customers, who are not lost then', () => {
    const value = night({ redial: { chance: 1, after: '10min' } })
    const closed = night({})('closed')
    expect(value('closed')).toBe(closed)
    expect(value('offered', '09:00')).toBe(closed)
    expect([value('redials'), value('answered'), value('lost')]).toEqual([closed, closed, 0])
  })

  it('is found closed again by who calls too late, as often as they may', () => {
    // An hour and a half after nine it is closed again, and after eleven nobody calls within the hour.
    const after = { law: 'deterministic', value: '90min' }
    const value = night({ redial: { chance: 1, after, most: 5 }, until: '12:00' })
    const came = night({})('closed')
    expect(value('closed', '08:00')).toBe(came)
    expect(value('closed', '10:00')).toBe(came)
    expect([value('closed'), value('offered')]).toEqual([2 * came, 0])
    // Each of them is lost once.
    expect(value('lost')).toBe(came)
  })

  it('is no more offered who repeats a contact than who redials', () => {
    const repeat = { chance: 1, after: { law: 'deterministic', value: '1h' } }
    const demand = { calls: { arrivals: { blocks: [{ from: '09:00', to: '10:00', perHour: 200 }] } } }
    const value = night({ demand, resolution: 0, repeat })
    expect(value('closed')).toBeGreaterThan(150)
    expect([value('closed'), value('repeatContacts')]).toEqual([value('offered'), 0])
  })

  it('counts a full queue as before, and who waits for it to open where it holds', () => {
    const full = night({ patience: 'never' }, { closed: 'hold', maxWaiting: 10 })
    expect(full('closed.waiting')).toBe(10)
    expect(full('refused')).toBe(full('offered') - 10)
    expect(full('longestWait')).toBeLessThanOrEqual(HOURS)
    expect(full('longestWait')).toBeGreaterThan(HOURS / 2)
    expect(full('meanWait.open')).toBe(0)
    expect([full('closed'), full('answered')]).toEqual([0, 10])
  })
})
