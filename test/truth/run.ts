/** Runs a model and says how far each value is from the truth, in standard errors. */
import { measure } from '../../src/sim/measures.js'
import { summarise } from '../../src/sim/replicate.js'
import { parseScenario } from '../../src/sim/scenario.js'
import { simulate } from '../../src/sim/simulate.js'
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
  const tables = Array.from({ length: replications }, (_, replication) =>
    measure(scenario, simulate(scenario, seed, replication)),
  )
  const { rows } = summarise(tables)
  return model.truths.map(({ row, measure: name, exact, standardError: other = 0 }) => {
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
