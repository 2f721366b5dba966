/**
 * How good expected waits are: for each setting and queue, what share of the waits their intervals held, and
 * the mean error of the median beside its rivals: the wait of the first in line (HOL), the last one served
 * (LES), both by kind of customer too, the queue length times the talk time, and the queue length by Little's
 * law. Times in seconds. `npm run waits`, `-- --only NAME`, `-- --seed N`.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { scoreOf, waitDay, type Outcome } from './wait-day.js'
import { SETTINGS } from './wait-settings.js'

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, seed: { type: 'string', default: '1' } },
})
const seed = Number(values.seed)
const REPLICATIONS = 4
const inSeconds = (ms: number): string => (ms / 1000).toFixed(1)
const inPercent = (share: number): string => (100 * share).toFixed(1)

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, seed ${seed}`)
let misses = 0
for (const setting of SETTINGS.filter(({ name }) => name.includes(values.only))) {
  const outcomes: Outcome[] = []
  for (let replication = 0; replication < REPLICATIONS; replication++) {
    outcomes.push(...waitDay(setting, seed, replication).filter(({ isPatient }) => isPatient))
  }
  for (const queue of new Set(outcomes.map((outcome) => outcome.queue))) {
    const own = outcomes.filter((outcome) => outcome.queue === queue)
    const score = scoreOf(own)
    const { coverage, below, above, widthMs } = scoreOf(own.filter(({ isBounded }) => !isBounded))
    const bounded = own.filter(({ isBounded }) => isBounded)
    const isHeld = coverage >= 0.76 && coverage <= 0.84
    const isClose = score.errorMs <= Math.min(score.rivals.HOL, score.rivals.LES)
    if (!isHeld || !isClose) misses++
    console.log(
      [
        `${setting.name} / ${queue}: ${score.count} waits of ${inSeconds(score.meanMs)} on average`,
        `held ${inPercent(coverage)} % (shorter ${inPercent(below)}, longer ${inPercent(above)}), mean width ${inSeconds(widthMs)}${isHeld ? '' : '  MISSED'}`,
        ...(bounded.length === 0
          ? []
          : [`bounded ${bounded.length}: held ${inPercent(scoreOf(bounded).coverage)} %`]),
        `error of the median ${inSeconds(score.errorMs)}${isClose ? '' : '  WORSE'}; ${Object.entries(
          score.rivals,
        )
          .map(([name, errorMs]) => `${name} ${inSeconds(errorMs)}`)
          .join(', ')}`,
      ].join('\n  '),
    )
  }
}
console.log(`\n${misses} of the comparisons missed`)
process.exitCode = misses > 0 ? 1 : 0
