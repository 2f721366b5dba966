/** One mistake at a time in what a scenario says of its staff: one fault, at the right place, in words that help. */
import { describe, expect, it } from 'vitest'
import { pathText } from '../../../src/base/fault.js'
import { checkScenario } from '../../../src/sim/scenario/scenario.js'
import { smallSpec } from '../small-scenario.js'

type Change = (scenario: Record<string, unknown>) => void

const mistakes: readonly [name: string, change: Change, fault: RegExp][] = [
  [
    'absence beside staffing',
    (s) => void (s['agents'] = [{ name: 'anna', staffing: [1, 1, 0, 1], absence: { shrinkage: 0.1 } }]),
    /^agents\[0\].absence: cannot stand beside `staffing`/,
  ],
  [
    'more at work than there are, told once',
    (s) => void (s['agents'] = [{ name: 'anna', count: 2, staffing: [1, 3, 4, 2] }]),
    /^agents\[0\].staffing\[2\]: has 4 at work, more than the 2 agents of the group, in 2 intervals \(raise `count`, or leave it out\)$/,
  ],
  [
    'a number for one interval too few, of a group without a count',
    (s) => void (s['agents'] = [{ name: 'anna', staffing: [1, 3, 4] }]),
    /^agents\[0\].staffing: must have 4 numbers/,
  ],
  [
    'absence of hardly any length',
    (s) => void (s['absence'] = { length: '9s' }),
    /^absence.length: must be at least 10s/,
  ],
  [
    'an outage of a channel that is not there',
    (s) => void (s['outages'] = [{ from: 0, to: '1h', channels: ['telex'] }]),
    /^outages\[0\].channels\[0\]: unknown channel "telex"/,
  ],
  [
    'an outage of a group that is not there',
    (s) => void (s['outages'] = [{ from: 0, to: '1h', groups: ['annna'] }]),
    /^outages\[0\].groups\[0\]: unknown group "annna".*anna/,
  ],
  [
    'an outage that ends before it begins',
    (s) => void (s['outages'] = [{ from: '1h', to: '1h' }]),
    /^outages\[0\].to: must be later than `from`/,
  ],
  [
    'an outage of no length',
    (s) => void (s['outages'] = [{ from: 0, to: '1h', lasts: 0 }]),
    /^outages\[0\].lasts: must be longer than 0/,
  ],
  [
    'slowed down by one',
    (s) => void (s['slowdown'] = { 1: 2 }),
    /^slowdown.1: must be a number of conversations/,
  ],
  [
    'a hand-over that saves more than all',
    (s) => void (s['bot'] = { on: true, containment: 0, handOver: { after: '1s', saves: 1.1 } }),
    /^bot.handOver.saves: must be a number from 0/,
  ],
  [
    'a price below nothing',
    (s) => void (s['costs'] = { agentHour: -1 }),
    /^costs.agentHour: must be a number from 0/,
  ],
]

describe('staff', () => {
  it.each(mistakes)('with %s', (_, change, fault) => {
    const spoilt = { ...smallSpec, until: '4h', interval: '1h' }
    expect(checkScenario(spoilt)).toEqual([])
    change(spoilt)
    const told = checkScenario(spoilt).map(
      ({ path, message, hint }) => `${pathText(path)}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
    )
    expect(told.join('\n')).toMatch(fault)
    expect(told.length, told.join('\n')).toBe(1)
  })
})
