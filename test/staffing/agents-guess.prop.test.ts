import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  impatientLevelGuess,
  patientLevelGuess,
  patientWaitGuess,
  type AgentsGuess,
} from '../../src/staffing/agents-guess.js'
import { impatientServiceLevels } from '../../src/staffing/erlang-a.js'
import { delayServiceLevel, erlangC } from '../../src/staffing/erlang-c.js'
import { leastAgents } from '../../src/staffing/least-agents.js'
import { times } from '../times.js'

/** What planners ask for: loads of 1 to 1e5 Erlangs, 5 s to 10 min of 3 min, 50 to 99 %, patience of 18 s to half an hour. */
const load = fc.double({ min: 0, max: 5, noNaN: true }).map((power) => 10 ** power)
const within = fc.double({ min: -1.5, max: 0.5, noNaN: true }).map((power) => 10 ** power)
const level = fc.double({ min: 0.5, max: 0.99, noNaN: true })
const theta = fc.double({ min: -1, max: 1, noNaN: true }).map((power) => 10 ** power)

/** Agents, not whole, at which the rising measure reaches the limit. */
function crossing(measure: (agents: number) => number, limit: number, from: number): number {
  let low = Math.floor(from)
  let high = low + 1
  while (measure(high) < limit) high = low + 2 * (high - low)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (measure(middle) < limit) low = middle
    else high = middle
  }
  const [below, above] = [measure(low), measure(high)]
  return low + (limit - below) / (above - below)
}

function expectNear(real: number, { guess, unit }: AgentsGuess, agents: number, units: number): void {
  expect(unit).toBeGreaterThan(0)
  expect(Math.abs(guess - real)).toBeLessThanOrEqual(agents + units * unit)
}

test('patient contacts: a service level is guessed within an agent or half a unit', () => {
  fc.assert(
    fc.property(load, within, level, (a, t, atLeast) => {
      const real = crossing((n) => delayServiceLevel(n, a, t), atLeast, a)
      expectNear(real, patientLevelGuess(a, t, atLeast), 1, 0.5)
    }),
  )
})

test('patient contacts: a mean wait is guessed within an agent or a unit', () => {
  fc.assert(
    fc.property(load, within, (a, wait) => {
      const speed = (n: number) => (n > a ? (n - a) / erlangC(n, a) : 0)
      expectNear(crossing(speed, 1 / wait, a), patientWaitGuess(a, wait), 1, 1)
    }),
  )
})

test('impatient contacts: from the guess on, a service level needs few measurements', () => {
  fc.assert(
    fc.property(load, within, level, theta, fc.boolean(), (a, t, atLeast, rate, ofAll) => {
      let count = 0
      const measure = (n: number): number => {
        count++
        return impatientServiceLevels(n, a, rate, t)[ofAll ? 'withAbandons' : 'answeredOnly']
      }
      const scale = (share: number) => Math.log(share / (1 - share))
      const guess = impatientLevelGuess(a, rate, t, atLeast, ofAll)
      leastAgents({ ...guess, limit: atLeast, atLeast: true, measure, scale }, 1)
      expect(count).toBeLessThanOrEqual(8)
    }),
    times(300),
  )
})

test('a guess is finite, and its unit above zero, for whatever impatience and threshold', () => {
  const any = fc.double({ min: -12, max: 12, noNaN: true }).map((power) => 10 ** power)
  fc.assert(
    fc.property(
      load,
      any,
      any,
      fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
      fc.boolean(),
      (...given) => {
        const { guess, unit } = impatientLevelGuess(...given)
        expect([Number.isFinite(guess), unit > 0]).toEqual([true, true])
      },
    ),
  )
})
