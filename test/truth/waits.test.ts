/**
 * Expected waits against what became of them: simulated days in which the engine is asked at each arrival that has to wait.
 * The whole comparison, longer and beside more rivals, is `npm run waits`.
 */
import { describe, expect, it } from 'vitest'
import { scoreOf, waitDay } from './wait-day.js'
import { SETTINGS } from './wait-settings.js'

describe('8 of 10 waits end within their interval, and the median is no worse a guess than the last waits', () => {
  it.each(SETTINGS.map((setting) => [setting.name, setting] as const))('%s', (_name, setting) => {
    const outcomes = waitDay(setting, 20_261, 0).filter(({ isPatient }) => isPatient)
    const queues = new Set(outcomes.map(({ queue }) => queue))
    expect(queues.size).toBe(Object.keys(setting.policy.queues).length)
    for (const queue of queues) {
      const own = outcomes.filter((outcome) => outcome.queue === queue)
      const score = scoreOf(own)
      expect(score.count, queue).toBeGreaterThan(1_000)
      const forecast = scoreOf(own.filter(({ isBounded }) => !isBounded))
      expect(forecast.count, queue).toBeGreaterThan(500)
      expect(forecast.coverage, queue).toBeGreaterThanOrEqual(0.76)
      expect(forecast.coverage, queue).toBeLessThanOrEqual(0.84)
      // Somebody is free already: the interval is surer than a forecast.
      const bounded = own.filter(({ isBounded }) => isBounded)
      if (bounded.length > 100) expect(scoreOf(bounded).coverage, queue).toBeGreaterThanOrEqual(0.76)
      for (const rival of ['HOL', 'LES', 'HOL by kind', 'LES by kind'] as const) {
        expect(score.errorMs, `${queue}, beside ${rival}`).toBeLessThanOrEqual(score.rivals[rival])
      }
    }
  })
})
