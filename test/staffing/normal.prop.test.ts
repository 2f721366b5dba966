import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalDistribution, normalHazard, scaledErfc } from '../../src/staffing/normal.js'
import { fixed, toNumber } from '../model/staffing/staffing-exact.js'
import { exactDistribution, exactHazard, exactScaledErfc } from '../model/staffing/staffing-normal.js'
import { expectClose } from './close.js'
import { times } from '../times.js'

const within = (reach: number) =>
  fc.double({ min: -reach, max: reach, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-9)

test('scaledErfc agrees with its series to the last digits', () => {
  fc.assert(
    fc.property(within(9), (x) => {
      const y = Math.abs(x)
      expectClose(scaledErfc(y), toNumber(exactScaledErfc(fixed(y))), `scaledErfc(${y})`, 2e-15)
    }),
    times(60),
  )
})

test('hazard and distribution agree with their series in both tails', () => {
  fc.assert(
    fc.property(within(11), (x) => {
      expectClose(normalHazard(x), exactHazard(x), `hazard(${x})`, 3e-14)
      expectClose(normalDistribution(x), exactDistribution(x), `distribution(${x})`, 3e-14)
    }),
    times(60),
  )
})

test('density = hazard x survival, and the two tails mirror each other', () => {
  fc.assert(
    fc.property(fc.double({ min: -36, max: 36, noNaN: true }), (x) => {
      const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
      expectClose(density, normalHazard(x) * normalDistribution(-x), `density(${x})`)
    }),
  )
})

test('far out the laws keep their asymptotes', () => {
  expectClose(scaledErfc(1e10), 1e-10 / Math.sqrt(Math.PI), 'scaledErfc(1e10)', 1e-15)
  expectClose(normalHazard(1e200), 1e200, 'hazard(1e200)', 1e-15)
  expect([scaledErfc(Infinity), normalHazard(-Infinity), normalHazard(Infinity)]).toEqual([0, 0, Infinity])
  expect([normalDistribution(-Infinity), normalDistribution(Infinity)]).toEqual([0, 1])
  expectClose(scaledErfc(0), 1, 'scaledErfc(0)', 4e-16)
})
