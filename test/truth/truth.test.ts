/**
 * The simulator tells the truth: models with exact values, at a tenth of their full length and with a fixed seed, within
 * four standard errors. The whole suite, where each standard error is at most 1 %, is `npm run validate`.
 */
import { describe, expect, it } from 'vitest'
import { verdicts } from './run.js'
import { suite } from './suite.js'

/** Of the full length. */
const STRETCH = 1 / 10
const models = suite().filter(({ units }) => units <= 8_000)

describe('the simulator tells the truth', () => {
  it.each(models.map((model) => [model.name, model] as const))('%s', (_name, model) => {
    const found = verdicts(model, 20_261, model.replications === undefined ? 60 : 120, STRETCH)
    for (const { what, value, exact, distance } of found) {
      expect(Math.abs(distance), `${what}: ${value} for ${exact}`).toBeLessThan(4)
    }
  })
})
