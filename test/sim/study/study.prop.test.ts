/** A study: whoever makes which run when, in whatever order the answers come, the results are the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import type { Sample } from '../../../src/sim/study/sample.js'
import { type Job, type StopRule, Study, type Variant } from '../../../src/sim/study/study.js'
import { smallScenario } from '../small-scenario.js'

const variants: readonly Variant[] = [1, 2].map(() => ({ scenario: smallScenario(), trace: undefined }))

/** A made-up answer that tells which run it is. */
function answerOf(study: Study, { variant, replication }: Job): Sample {
  const [results] = study.results()
  const sample: Sample = new Float64Array(results!.layout.size * 2)
  sample[results!.layout.placeOf(0, measureIndex('offered')) * 2] = variant * 1_000 + replication
  return sample
}

function told(study: Study): number[][] {
  return study.results().map(({ layout, samples }) => {
    const place = layout.placeOf(0, measureIndex('offered')) * 2
    return samples.map((sample) => sample[place]!)
  })
}

const afterFive: StopRule = (_results, replications) => replications === 5

describe('a study', () => {
  it.each([undefined, afterFive])(
    'gives the same results in whatever order the runs are made (stop: %s)',
    (stop) => {
      fc.assert(
        fc.property(
          fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
          fc.integer({ min: 1, max: 9 }),
          (choices, most) => {
            const study = new Study(variants, 1, [3, 4, 5, 6, 7, 8, 9, 10], stop)
            const pending: Job[] = []
            for (const choice of choices) {
              const job = pending.length < most && choice % 3 !== 0 ? study.next() : null
              if (job !== null) {
                pending.push(job)
                continue
              }
              const [taken] = pending.splice(choice % Math.max(1, pending.length), 1)
              if (taken === undefined) continue
              if (choice % 7 === 1 && !study.isOver) study.giveBack(taken)
              else if (!study.isOver) study.accept(taken, answerOf(study, taken))
            }
            while (!study.isOver) {
              const job = pending.pop() ?? study.next()!
              study.accept(job, answerOf(study, job))
            }
            const numbers = [3, 4, 5, 6, 7, 8, 9, 10].slice(0, stop === undefined ? 8 : 5)
            expect(told(study)).toEqual([numbers, numbers.map((number) => 1_000 + number)])
            expect(study.next()).toBeNull()
            expect(study.done).toBe(study.runs)
          },
        ),
      )
    },
  )

  it('counts what every variant has made, and no run twice', () => {
    const study = new Study(variants, 1, [0, 1])
    const [first, second, third] = [study.next()!, study.next()!, study.next()!]
    study.accept(third, answerOf(study, third))
    expect([study.done, study.completed]).toEqual([0, 0])
    study.accept(first, answerOf(study, first))
    expect([study.done, study.completed]).toEqual([1, 0])
    expect(() => study.accept(first, answerOf(study, first))).toThrow('came back twice')
    study.accept(second, answerOf(study, second))
    expect([study.done, study.completed]).toEqual([3, 1])
  })

  it('makes a run as it would be made alone', () => {
    const study = new Study(variants, 7, [4])
    const job = study.next()!
    expect(study.run(job)).toEqual(new Study(variants, 7, [4]).run({ index: 0, variant: 0, replication: 4 }))
    expect(study.run(job)).not.toEqual(study.run({ ...job, replication: 5 }))
  })
})
