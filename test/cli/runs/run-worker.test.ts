/** A thread answers with the very numbers that the run gives here, bit for bit, and a fault in it is told. */
import { describe, expect, it } from 'vitest'
import { runInThreads } from '../../../src/cli/runs/crew.js'
import { Study } from '../../../src/sim/study/study.js'
import { smallScenario } from '../../sim/small-scenario.js'

const variants = [{ scenario: smallScenario(), trace: undefined }]
const signal = new AbortController().signal

describe('a thread', () => {
  it('makes the same run as this one', async () => {
    const study = new Study(variants, 3, [5, 9])
    let answers = 0
    await runInThreads(study, 2, signal, () => answers++)
    expect(answers).toBe(2)
    const here = new Study(variants, 3, [])
    const [results] = study.results()
    expect(results!.samples).toEqual(
      [5, 9].map((replication) => here.run({ index: 0, variant: 0, replication })),
    )
  })

  it('that fails fails the study', async () => {
    const [{ scenario }] = variants as [(typeof variants)[0]]
    const broken = { ...scenario, trace: { columns: { time: 't' } } }
    const study = new Study([{ scenario: broken, trace: undefined }], 1, [0])
    await expect(runInThreads(study, 1, signal, () => {})).rejects.toThrow(
      'a trace for a scenario with a trace',
    )
  })
})
