/** A thread answers with the very numbers that the run gives here, bit for bit, study after study, and a fault in it is told. */
import { afterEach, describe, expect, it } from 'vitest'
import { Crew } from '../../../src/cli/runs/crew.js'
import type { Scenario } from '../../../src/sim/scenario/scenario.js'
import { Study } from '../../../src/sim/study/study.js'
import { smallScenario } from '../../sim/small-scenario.js'

const signal = new AbortController().signal
let crew = new Crew()

const studyOf = (scenario: Scenario, seed: number, replications: readonly number[]): Study =>
  new Study([{ scenario, trace: undefined }], seed, replications)

afterEach(async () => {
  await crew.dismiss()
  crew = new Crew()
})

describe('a thread', () => {
  it('makes the same runs as this one, of the study that it is in', async () => {
    const small = smallScenario()
    for (const [scenario, seed] of [
      [small, 3],
      [{ ...small, scale: 2 }, 3],
      [small, 4],
    ] as const) {
      const study = studyOf(scenario, seed, [5, 9])
      let answers = 0
      await crew.help(study, 2, signal, () => answers++)
      expect(answers).toBe(2)
      const here = studyOf(scenario, seed, [])
      expect(study.results()[0]!.samples).toEqual(
        [5, 9].map((replication) => here.run({ index: 0, variant: 0, replication })),
      )
    }
  })

  it('is not waited for when the study is over, and its late answer counts in no other', async () => {
    const over = new AbortController()
    const first = studyOf(smallScenario(), 1, [0, 1])
    const helping = crew.help(first, 2, over.signal, () => {})
    over.abort()
    await helping
    expect(first.done).toBe(0)
    const second = studyOf(smallScenario(), 2, [3])
    await crew.help(second, 2, signal, () => {})
    expect(second.results()[0]!.samples).toEqual([
      studyOf(smallScenario(), 2, []).run({ index: 0, variant: 0, replication: 3 }),
    ])
  })

  it('that fails fails the study', async () => {
    const broken = { ...smallScenario(), trace: { columns: { time: 't' } } }
    await expect(crew.help(studyOf(broken, 1, [0]), 1, signal, () => {})).rejects.toThrow(
      'a trace for a scenario with a trace',
    )
  })
})
