/** Times that people write for the morning after: a fault each, with the time that was meant. */
import { describe, expect, it } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { checkScenario } from '../../../src/sim/scenario/scenario.js'
import { smallSpec } from '../small-scenario.js'

const night = { ...smallSpec, from: '20:00', until: '30:00' }
const worker = { name: 'anna', shifts: [{ from: '20:00', to: '30:00' }] }

function told(parts: object): string[] {
  return checkScenario({ ...night, agents: [worker], ...parts }).map(faultText)
}

const hint = (time: string): string => `(after midnight hours go on: ${time})`

describe('a night', () => {
  it('goes on after midnight', () => {
    expect(told({})).toEqual([])
    const breaks = [{ from: '24:30', to: '25:00' }]
    const surges = [{ from: '19:00', to: '20:30', factor: 2 }]
    expect(told({ agents: [{ ...worker, breaks }], surges })).toEqual([])
  })

  it('that begins at no time of the clock is told that, and nothing of what follows', () => {
    expect(
      told({
        from: '8 Uhr',
        interval: '7min',
        demand: { calls: { arrivals: { perInterval: [1] }, channel: 'phone' } },
      }),
    ).toEqual([expect.stringContaining('from: must be a time') as string])
  })

  it('may end where it should not', () => {
    expect(told({ until: '06:00' })[0]).toBe(`until: must be later than \`from\` ${hint('30:00')}`)
    expect(told({ until: '20:00' })[0]).toBe('until: must be later than `from`')
    const shifts = [{ from: '22:00', to: '06:00' }]
    expect(told({ agents: [worker, { name: 'bo', shifts }] })).toEqual([
      `agents[1].shifts[0].to: must be later than \`from\` ${hint('30:00')}`,
    ])
    const breaks = [{ from: '23:45', to: '00:15' }]
    expect(told({ agents: [{ ...worker, breaks }] })).toEqual([
      `agents[0].breaks[0].to: must be later than \`from\` ${hint('24:15')}`,
    ])
  })

  it('may have parts that lie a day early', () => {
    const early = { from: '02:00', to: '03:00' }
    expect(told({ agents: [{ ...worker, breaks: [early] }] })).toEqual([
      `agents[0].breaks[0].from: is over before any shift begins ${hint('26:00 to 27:00')}`,
    ])
    const scenario = `is over before the scenario begins ${hint('26:00 to 27:00')}`
    expect(told({ surges: [{ ...early, factor: 2 }] })).toEqual([`surges[0].from: ${scenario}`])
    expect(told({ outages: [early] })).toEqual([`outages[0].from: ${scenario}`])
    expect(told({ agents: [worker, { name: 'bo', shifts: [early] }] })).toEqual([
      `agents[1].shifts[0].from: ${scenario}`,
    ])
  })

  it('may have blocks that go on after midnight', () => {
    const blocks = [
      { from: '20:00', to: '24:00', perHour: 60 },
      { from: '00:00', to: '06:00', perHour: 30 },
    ]
    expect(told({ demand: { calls: { arrivals: { blocks }, channel: 'phone' } } })).toEqual([
      `demand.calls.arrivals.blocks[1].from: must not be before the end of the block above ${hint('24:00')}`,
    ])
  })
})
