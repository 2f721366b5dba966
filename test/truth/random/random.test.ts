/**
 * Centres that nobody has picked: one of each theme, a fourteenth of the full length, within four standard errors of what their
 * chains say. `npm run validate -- --only random` draws others for each seed.
 */
import { describe, expect, it } from 'vitest'
import { verdicts } from '../run.js'
import { THEMES } from './centre-draws.js'
import { centreTruths } from './centre-law.js'
import { scenarioOf } from './centre-scenario.js'
import { plainQueue, type SmallCentre } from './small-centre.js'
import { randomDays, randomModels } from './suite-random.js'

describe('the simulator tells the truth of centres drawn at random', () => {
  it.each([...randomModels(1, THEMES.length)].map((model) => [model.name, model] as const))(
    '%s',
    (_name, model) => {
      for (const { what, value, exact, distance } of verdicts(model, 20_262, 60, 1 / 14)) {
        expect(Math.abs(distance), `${what}: ${value} for ${exact}`).toBeLessThan(4)
      }
    },
  )
})

describe('and of days, from an empty start until everybody has gone', () => {
  it.each([...randomDays(1, 5)].map((model) => [model.name, model] as const))('%s', (_name, model) => {
    for (const { what, value, exact, distance } of verdicts(model, 20_263, 600)) {
      expect(Math.abs(distance), `${what}: ${value} for ${exact}`).toBeLessThan(4)
    }
  })
})

it('shares count anew at each contact, whatever the customer did before', () => {
  const queue = plainQueue({
    rate: 1.2,
    balking: [
      [0, 0.4],
      [3, 1],
    ],
    repeat: { chance: 0.8, after: 0.5, most: 100 },
    resolution: 0.5,
    containment: 0.5,
  })
  const centre: SmallCentre = {
    queues: [queue],
    pools: [{ agents: 2, capacity: 1, queues: [0], skills: { pool: 1 }, pace: [1] }],
    workOrder: 'standing',
    agentOrder: ['longestIdle'],
    precedence: [0],
    lines: 0,
    slowdown: [1],
    botDelay: 0.3,
    ring: 0,
  }
  const redial = { chance: 0.8, after: 0.5, most: 100 }
  for (const each of [centre, { ...centre, queues: [{ ...queue, repeat: null, resolution: 1, redial }] }]) {
    const model = {
      name: 'anew',
      scenario: scenarioOf(each, 0.2),
      truths: centreTruths(each, 0.2)!,
      units: 400,
    }
    expect(model.truths.map(({ measure }) => measure)).toContain('balking')
    expect(model.truths.map(({ measure }) => measure)).toContain('containment')
    for (const { what, value, exact, distance } of verdicts(model, 7, 100)) {
      expect(Math.abs(distance), `${what}: ${value} for ${exact}`).toBeLessThan(4)
    }
  }
})
