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
      const score = scoreOf(outcomes.filter((outcome) => outcome.queue === queue))
      expect(score.count, queue).toBeGreaterThan(1_000)
      expect(score.coverage, queue).toBeGreaterThanOrEqual(0.76)
      expect(score.coverage, queue).toBeLessThanOrEqual(0.84)
      for (const rival of ['HOL', 'LES', 'HOL by kind', 'LES by kind'] as const) {
        expect(score.errorMs, `${queue}, beside ${rival}`).toBeLessThanOrEqual(score.rivals[rival])
      }
    }
  })
})
