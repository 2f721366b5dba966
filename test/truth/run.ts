/** Runs a model and says how far each value is from the truth, in standard errors. */
import { summarise } from '../../src/sim/study/replicate.js'
import { parseScenario } from '../../src/sim/scenario/scenario.js'
import { Study } from '../../src/sim/study/study.js'
import { lasting, type Model } from './models.js'

export interface Verdict {
  readonly what: string
  readonly exact: number
  readonly value: number
  readonly standardError: number
  /** Difference in standard errors. */
  readonly distance: number
}

/** `stretch`: how many times as long as the model asks for. */
export function verdicts(model: Model, seed: number, replications: number, stretch = 1): Verdict[] {
  const scenario = parseScenario(lasting(model.name, model.scenario, model.units * stretch))
  const numbers = Array.from({ length: replications }, (_, replication) => replication)
  const study = new Study([{ scenario, trace: undefined }], seed, numbers)
  for (let job = study.next(); job !== null; job = study.next()) study.accept(job, study.run(job))
  const { rows } = summarise(study.results()[0]!)
  return model.truths.map(({ row, measure: name, exact: each, perUnit, standardError: other = 0 }) => {
    const exact = perUnit === true ? each * model.units * stretch : each
    const found = rows.find(({ kind, name: own }) => `${kind} ${own}` === row)?.estimates[name]
    if (found === undefined || found.value === null) throw new Error(`${model.name}: no ${name} of ${row}`)
    const standardError = Math.hypot(found.standardError!, other)
    return {
      what: `${row} ${name}`,
      exact,
      value: found.value,
      standardError,
      distance: (found.value - exact) / standardError,
    }
  })
}
