import fc from 'fast-check'
import { expect, test } from 'vitest'
import { erlangA } from '../../src/staffing/erlang-a.js'
import { garnett, garnettBeta, halfinWhitt, halfinWhittBeta } from '../../src/staffing/square-root.js'
import { expectClose } from './close.js'

const theta = fc.double({ min: -3, max: 3, noNaN: true }).map((power) => 10 ** power)

test('probabilities that fall with beta and with impatience', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -30, max: 30, noNaN: true }),
      theta,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (beta, r, step) => {
        const p = garnett(beta, r)
        expect(p).toBeGreaterThanOrEqual(0)
        expect(p).toBeLessThanOrEqual(halfinWhitt(beta))
        const slack = 1 + 1e-13
        expect(garnett(beta + step, r)).toBeLessThanOrEqual(p * slack)
        expect(garnett(beta, r * (1 + step))).toBeLessThanOrEqual(p * slack)
        expect(halfinWhitt(beta + step)).toBeLessThanOrEqual(halfinWhitt(beta) * slack)
      },
    ),
  )
})

test('theta = 1 is the normal tail, so that beta and -beta make up 1', () => {
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (beta) => {
      expectClose(garnett(beta, 1) + garnett(-beta, 1), 1)
    }),
  )
})

test('the inverses undo', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 0.999, noNaN: true }), theta, (p, r) => {
      expectClose(halfinWhitt(halfinWhittBeta(p)), p)
      expectClose(garnett(garnettBeta(p, r), r), p)
    }),
  )
})

test('they are the limits of the exact formulas: the error falls like 1 / sqrt(load)', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (beta, r) => {
        const error = (load: number) =>
          Math.abs(erlangA(load, load - beta * Math.sqrt(load), r).pWait - garnett(beta, r))
        expect(error(1e8)).toBeLessThan(3e-4)
        expect(error(1e12)).toBeLessThan(3e-6)
      },
    ),
  )
})
