/** What customers do against its exact law, and followed by hand where everything is certain. */
import { describe, expect, it } from 'vitest'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { summarise } from '../../../src/sim/study/replicate.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { Study } from '../../../src/sim/study/study.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

function told(parts: Partial<ScenarioSpec>, row = 'total', seed = 1): (name: string) => number | null {
  const scenario = smallScenario(parts)
  const table = measure(scenario, simulate(scenario, seed, 0))
  const at = table.rows.findIndex(({ name }) => name === row)
  return (name) => {
    const place = at * MEASURES.length + MEASURES.findIndex((each) => each.name === name)
    const denominator = table.denominators[place]!
    return denominator === 0 ? null : table.numerators[place]! / denominator
  }
}

/** Value and distance from what is exact, in standard errors. */
function distances(parts: Omit<ScenarioSpec, 'name'>, exact: Readonly<Record<string, number>>): number[] {
  const scenario = parseScenario({ name: 'x', ...parts })
  const study = new Study(
    [{ scenario, trace: undefined }],
    17,
    Array.from({ length: 40 }, (_, index) => index),
  )
  for (let job = study.next(); job !== null; job = study.next()) study.accept(job, study.run(job))
  const { estimates } = summarise(study.results()[0]!).rows[0]!
  return Object.entries(exact).map(([name, value]) => {
    const found = estimates[name]!
    expect(found.standardError! / value, name).toBeLessThan(0.05)
    return Math.abs(found.value! - value) / found.standardError!
  })
}

/** As many agents as anybody could need. */
const ample: Partial<ScenarioSpec> = { agents: [{ name: 'team', count: 30 }], until: '100h' }
const busy: Omit<ScenarioSpec, 'name'> = {
  policy: smallSpec.policy!,
  until: '300h',
  warmUp: '10h',
  service: { law: 'exponential', mean: '10min' },
  agents: [{ name: 'anna' }],
}

describe('the lost', () => {
  it('are those counted who do not call again, not those of the warm-up who do', () => {
    // Nobody is answered after the first; each gives up and calls again once, 20 min later.
    const parts: Partial<ScenarioSpec> = {
      until: '1h',
      warmUp: '30min',
      interval: '10min',
      demand: { calls: { arrivals: { perHour: 120 } } },
      patience: 0,
      service: '10h',
      redial: { chance: 1, after: '20min', most: 1 },
    }
    const of = (name: string, row: string): number => told(parts, row)(name) ?? 0
    const again = (row: string): number => Math.round(of('redials', row) * of('offered', row))
    const ofAll = again('00:30') + again('00:40') + again('00:50')
    const tooLate = of('offered', '00:40') + of('offered', '00:50') - again('00:40') - again('00:50')
    expect(again('00:30')).toBeGreaterThan(5)
    expect(of('answered', 'total')).toBe(0)
    expect(of('lost', 'total')).toBe(ofAll + tooLate)
  })
})

describe('resolution', () => {
  it('resolves the share that it says; the rest come again, and again', () => {
    // Of those not resolved 3 of 4 come again: 0.3 contacts more for each, and 0.3 of those again.
    const resolution = 0.6
    const again = 0.4 * 0.75
    const found = distances(
      {
        ...busy,
        ...ample,
        until: '40h',
        demand: { calls: { arrivals: { perHour: 60 } } },
        resolution,
        repeat: { chance: 0.75, after: { law: 'exponential', mean: '1h' }, most: 1_000 },
        satisfaction: { base: 0.9, unresolvedCut: 0.5 },
      },
      { fcr: 0.6, resolution: 0.6, repeatContacts: again, satisfaction: 0.9 * (0.6 + 0.4 * 0.5) },
    )
    expect(Math.max(...found)).toBeLessThan(4)
  })

  it('depends on the issue and on the agent', () => {
    const parts: Partial<ScenarioSpec> = {
      policy: { ...smallSpec.policy!, skills: ['repair'] },
      demand: { calls: { arrivals: { perHour: 60 }, issue: { repair: 1, complaint: 1 } } },
      resolution: [{ issue: 'repair', agentLevel: { repair: 50 }, share: 1 }, { share: 0 }],
      until: '200h',
    }
    const expert = { name: 'expert', count: 9, skills: { repair: 50 } }
    expect(told({ ...parts, agents: [expert] })('fcr')).toBeCloseTo(0.5, 1)
    expect(told({ ...parts, agents: [{ name: 'novice', count: 9 }] })('fcr')).toBe(0)
  })

  it('at most so many come again, and to whom they knew', () => {
    const parts: Partial<ScenarioSpec> = {
      ...ample,
      until: '100h',
      resolution: 0,
      repeat: { chance: 1, after: '10min', most: 2 },
    }
    expect(told(parts)('repeatContacts')).toBeCloseTo(2 / 3, 2)
    expect(told(parts)('fcr')).toBe(0)
    // With a hold for the last agent, who is free after ten minutes, nobody waits: the contact is the last agent's.
    expect(
      told({ ...parts, agents: [{ name: 'anna' }, { name: 'berta' }], service: '1s' })('repeatContacts'),
    ).toBeCloseTo(2 / 3, 2)
  })

  it('is nobody’s question where it is not stated', () => {
    const found = told(ample)
    for (const name of ['fcr', 'resolution', 'satisfaction']) expect(found(name)).toBeNull()
    expect(found('repeatContacts')).toBe(0)
  })
})

describe('satisfaction', () => {
  it('suffers from a long wait', () => {
    // One agent, two at once: the second waits for exactly the service time.
    const parts: Partial<ScenarioSpec> = {
      demand: { calls: { arrivals: { perHour: 2 }, batch: 2 } },
      until: '500h',
      satisfaction: { base: 0.8 },
    }
    const short = told({ ...parts, service: '180s' })('satisfaction')!
    const long = told({ ...parts, service: '181s' })('satisfaction')!
    expect(short).toBeGreaterThan(0.76)
    expect(long).toBeLessThan(0.8 * 0.82)
    expect(long).toBeGreaterThan(0.8 * 0.7)
  })
})

describe('balking', () => {
  it('has its exact law: a queue that customers join less the longer it is', () => {
    // Arrivals and service of 10 min at one agent; a half turns away from one waiting on, all from three on.
    const enters = [1, 1, 0.5, 0.5, 0]
    const weights = [1]
    enters.forEach((share, state) => weights.push(weights[state]! * share * 0.9))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const balked =
      weights.reduce((sum, weight, state) => sum + weight * (1 - (enters[state] ?? 0)), 0) / total
    const found = distances(
      {
        ...busy,
        demand: { calls: { arrivals: { perHour: 5.4 } } },
        balking: { 1: 0.5, 3: 1 },
      },
      { balking: balked, abandonment: balked, occupancy: 1 - 1 / total },
    )
    expect(Math.max(...found)).toBeLessThan(4)
  })

  it('is for those whom no agent has taken up, too', () => {
    // An offer runs out after 20 s.
    const acceptAfter = { law: 'exponential', mean: '1min' } as const
    const value = told({ offers: { acceptAfter }, balking: { 0: 1 }, patience: '2min' })
    expect(value('balking')).toBeGreaterThan(0.5)
    expect(value('longestWait')).toBe(20_000)
  })
})

describe('redial', () => {
  it('has its exact law: one agent, no queue, everybody calls again after an exponential time', () => {
    // Mean number of those who will call again: rho^2 (1 + mu / theta) / (1 - rho), Falin & Templeton, Retrial Queues (1997).
    const rho = 0.5
    const orbit = (rho * rho * (1 + 1)) / (1 - rho)
    const inVain = orbit / (rho + orbit)
    const redial = { chance: 1, after: { law: 'exponential', mean: '10min' }, most: 1_000_000 } as const
    const law = { abandonment: inVain, redials: inVain, occupancy: rho }
    const demand = { calls: { arrivals: { perHour: 3 } } }
    expect(Math.max(...distances({ ...busy, demand, patience: 0, redial }, law))).toBeLessThan(4)
    // The same where all lines are busy.
    const blocked = { blocking: inVain, redials: inVain, occupancy: rho }
    expect(Math.max(...distances({ ...busy, demand, lines: 1, redial }, blocked))).toBeLessThan(4)
  })

  it('ends when it has been tried often enough', () => {
    const parts: Partial<ScenarioSpec> = {
      agents: [{ name: 'anna', shifts: [{ from: 0, to: '1s' }] }],
      patience: '10s',
      until: '100h',
      redial: { chance: 1, after: '1min', most: 3 },
    }
    expect(told(parts)('redials')).toBeCloseTo(3 / 4, 2)
    expect(told({ ...parts, redial: { chance: 0, after: '1min' } })('redials')).toBe(0)
  })
})

describe('emotion', () => {
  it('is anger from the stated score on', () => {
    const angry = (emotion: number): number | null =>
      told({ demand: { calls: { arrivals: { perHour: 60 }, emotion } } })('meanWait.angry')
    const all = told({})('meanWait')
    expect([angry(69), angry(70)]).toEqual([null, all])
  })

  it('is misread as often as is said, and the angry are counted as they are', () => {
    const parts: Partial<ScenarioSpec> = {
      demand: { calls: { arrivals: { perHour: 54 }, emotion: { 0: 70, 50: 20, 90: 10 } } },
      agents: [{ name: 'team', count: 3 }],
      until: '200h',
    }
    const right = told(parts)('meanWait.angry')!
    const wrong = told({ ...parts, emotionAccuracy: 0.2 })('meanWait.angry')!
    const others = told(parts)('meanWait')!
    expect(right).toBeLessThan(others)
    expect(wrong).toBeGreaterThan(right)
  })
})

describe('a feature that is not used', () => {
  it('changes no draw of the others', () => {
    const parts: Partial<ScenarioSpec> = {
      demand: { calls: { arrivals: { perHour: 60 }, tier: { core: 1, regular: 1 } } },
      service: { law: 'exponential', mean: '1min' },
      agents: [{ name: 'team', count: 50 }],
      until: '50h',
    }
    const plain = told(parts)
    const asked = told({
      ...parts,
      resolution: 0.5,
      satisfaction: { base: 1 },
      redial: { chance: 1, after: '1h' },
      balking: { 0: 1 },
    })
    for (const name of ['offered', 'answered', 'talkTime', 'occupancy']) expect(asked(name)).toBe(plain(name))
  })
})
