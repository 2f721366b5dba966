import { describe, expect, it } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { checkPolicy } from '../../../src/engine/policy/policy.js'

const base = {
  channels: { chat: {} },
  skills: ['kitchen', 'senior', 'french'],
  regions: ['north', 'south'],
  issues: { broken: { requiresAny: [{ senior: 30 }] } },
}
function faults(queue: object, more: object = {}): string[] {
  return checkPolicy({ ...base, queues: { main: queue }, ...more }).map((fault) =>
    faultText({ ...fault, path: fault.path.slice(2) }),
  )
}

describe('relaxation', () => {
  it('comes step after step', () => {
    const steps = [20, 20, 10].map((afterMs, step) => ({ afterMs, drop: [base.skills[step]] }))
    expect(faults({ relax: steps })).toEqual([
      'relax[1].afterMs: must be more than 20, when the step before it comes',
      'relax[2].afterMs: must be more than 20, when the step before it comes',
    ])
    expect(faults({ relax: [{ afterMs: 0, drop: ['french'] }] })).toEqual([])
  })

  it('changes something in each step', () => {
    const hint = 'changes nothing (state drop, lower or regionWithin)'
    expect(faults({ relax: [{ afterMs: 1 }, { afterMs: 2, drop: [], lower: {} }] })).toEqual([
      `relax[0]: ${hint}`,
      `relax[1]: ${hint}`,
    ])
  })

  it('drops a skill once, also one that only the contact may bring', () => {
    expect(faults({ relax: [{ afterMs: 1, drop: ['french'] }] })).toEqual([])
    expect(
      faults({
        requires: { kitchen: 50 },
        relax: [
          { afterMs: 1, drop: ['kitchen'], lower: { kitchen: 10 } },
          { afterMs: 2, drop: ['kitchen', 'french'] },
        ],
      }),
    ).toEqual([
      'relax[0].lower.kitchen: skill "kitchen" is dropped already',
      'relax[1].drop[0]: skill "kitchen" is dropped already',
    ])
    expect(faults({ relax: [{ afterMs: 3, drop: ['senior', 'senior'] }] })).toEqual([
      'relax[0].drop[1]: "senior" is listed twice',
    ])
  })

  it('lowers below what queue, issue and emotion ask for, and then below that', () => {
    expect(faults({ requires: { kitchen: 50 }, relax: [{ afterMs: 1, lower: { kitchen: 50 } }] })).toEqual([
      'relax[0].lower.kitchen: must be below 50, the level asked for until then',
    ])
    expect(faults({ relax: [{ afterMs: 1, lower: { senior: 30 } }] })).toEqual([
      'relax[0].lower.senior: must be below 30, the level asked for until then',
    ])
    const angry = { emotion: { angry: { requires: { senior: 60 } } } }
    expect(faults({ relax: [{ afterMs: 1, lower: { senior: 30 } }] }, angry)).toEqual([])
    const steps = [40, 41].map((kitchen, step) => ({ afterMs: step, lower: { kitchen } }))
    expect(faults({ relax: steps })).toEqual([
      'relax[1].lower.kitchen: must be below 40, the level asked for until then',
    ])
  })

  it('says nothing about levels that were refused already', () => {
    expect(faults({ requires: { kitchen: 0 }, relax: [{ afterMs: 1, lower: { kitchen: 90 } }] })).toEqual([
      'requires.kitchen: must be a whole number from 1 to 100, not 0',
    ])
  })

  it('widens the region, where there is a limit', () => {
    const widening = (...limits: (number | 'any')[]): object[] =>
      limits.map((regionWithin, step) => ({ afterMs: step, regionWithin }))
    expect(faults({ region: 'hard', relax: widening(1, 3, 'any') })).toEqual([])
    expect(faults({ region: 'hard', relax: widening(0, 2, 2, 'any', 9) })).toEqual([
      'relax[0].regionWithin: must be more than 0, the distance allowed until then',
      'relax[2].regionWithin: must be more than 2, the distance allowed until then',
      'relax[4].regionWithin: widens nothing: the limit is lifted already',
    ])
    expect(faults({ relax: widening(2) })).toEqual([
      'relax[0].regionWithin: widens nothing: region "soft" sets no limit (set region to "hard", or leave it out)',
    ])
    expect(faults({ region: 'any', relax: widening('any') }).length).toBe(1)
  })
})
