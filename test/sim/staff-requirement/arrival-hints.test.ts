/** Thresholds that no plan of staff moves are told before plans are tried. */
import { describe, expect, it } from 'vitest'
import { arrivalHints } from '../../../src/sim/staff-requirement/arrival-hints.js'
import { smallScenario } from '../small-scenario.js'

describe('thresholds on who comes', () => {
  const thresholds = ['offered < 10', 'queue calls: offered >= 2', 'abandonment < 5%']

  it('are told, for no number of agents moves them', () => {
    const told = 'no number of agents changes how many come, so none keeps it where another misses it'
    expect(arrivalHints(smallScenario({ thresholds }))).toEqual([
      `offered < 10: ${told}`,
      `queue calls: offered >= 2: ${told}`,
    ])
    expect(arrivalHints(smallScenario({ thresholds: ['abandonment < 5%', 'answered > 3'] }))).toEqual([])
  })

  it('are moved by agents where customers come again', () => {
    expect(arrivalHints(smallScenario({ thresholds, redial: { chance: 0.5, after: '5min' } }))).toEqual([])
    const repeat = { chance: 0.5, after: '5min' }
    expect(arrivalHints(smallScenario({ thresholds, resolution: 0.5, repeat }))).toEqual([])
  })
})
