/**
 * The whole truth suite: every model at full length, for any seed. `npm run validate` takes some minutes a seed on one core;
 * `-- --only NAME` runs the models with NAME in their name, `--seed N` another seed, which draws other `random` models, too,
 * and `--random N` so many of them. Fails where a value is more than
 * four standard errors from the truth, or its standard error is more than 1 % of the value.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { Model } from './models.js'
import { randomDays, randomModels } from './random/suite-random.js'
import { verdicts } from './run.js'
import { suite } from './suite.js'

const REPLICATIONS = 150
/**
 * With 150 replications and 300 values one in thirty seeds goes beyond by chance: Student's t with 149 degrees of freedom is
 * beyond 4 with probability 1.0e-4.
 */
const FARTHEST = 4

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    random: { type: 'string', default: '33' },
  },
})
const seed = Number(values.seed)

/** Their chains take a while, so that nobody waits for them who has not asked. */
const isRandomAsked = 'random'.startsWith(values.only) || values.only.startsWith('random')

function* models(): Generator<Model> {
  yield* suite()
  if (!isRandomAsked) return
  if (!values.only.startsWith('random day')) yield* randomModels(seed, Number(values.random))
  yield* randomDays(seed, Number(values.random) / 3)
}

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, seed ${seed}`)
let comparisons = 0
let failures = 0
let farthest = 0
for (const model of models()) {
  if (!model.name.includes(values.only)) continue
  comparisons += model.truths.length
  const replications = model.replications ?? REPLICATIONS
  const started = process.cpuUsage()
  const found = verdicts(model, seed, replications)
  const { user } = process.cpuUsage(started)
  console.log(`\n${model.name}: ${replications} replications, ${(user / 1e6).toFixed(1)} s`)
  for (const { what, exact, value, standardError, distance } of found) {
    const isNear = Math.abs(distance) <= FARTHEST
    const isSharp = standardError <= 0.01 * exact
    if (!isNear || !isSharp) failures++
    farthest = Math.max(farthest, Math.abs(distance))
    const mark = isNear ? (isSharp ? '' : '  NOT SHARP') : '  FAR'
    const error = `${((100 * standardError) / exact).toFixed(2)} %`
    console.log(
      `  ${what.padEnd(46)} exact ${exact.toPrecision(8).padEnd(12)} found ${value.toPrecision(8).padEnd(12)} error ${error.padEnd(8)} distance ${distance.toFixed(2)}${mark}`,
    )
  }
}
console.log(
  `\n${comparisons} values, ${failures} failed; the farthest is ${farthest.toFixed(2)} standard errors away`,
)
process.exitCode = failures > 0 ? 1 : 0
