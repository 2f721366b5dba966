/**
 * Shift scheduling beside the greedy way (again and again the shift that covers most of what is missing for its cost).
 * Days with two humps, shifts with breaks that may move, costs by paid time or by head. Quality is what counts: cost, the
 * proven least cost that any schedule could have, and the gap between the two; then CPU time and wall time of one schedule.
 * Run: npx tsx bench/staffing/schedule.bench.ts
 */
import { Bench } from 'tinybench'
import { Hash64, Stream } from '../../src/base/prng.js'
import { leastCostSchedule, type ShiftPattern } from '../../src/staffing/index.js'

interface Day {
  readonly name: string
  readonly requirement: readonly number[]
  readonly patterns: readonly ShiftPattern[]
}

/** `perHour` intervals an hour over `hours`, up to about `peak` agents. */
function dayOf(
  name: string,
  hours: number,
  perHour: number,
  peak: number,
  costOf: (paidHours: number) => number,
): Day {
  const stream = Stream.named(7, 0, name)
  const intervals = hours * perHour
  const requirement = Array.from({ length: intervals }, (_, i) => {
    const x = (i / intervals) * Math.PI
    const shape = 0.2 + 0.6 * Math.sin(x) ** 1.5 + 0.35 * Math.max(0, Math.sin(2.6 * x - 1))
    return Math.round(peak * shape * (0.9 + 0.2 * stream.uniform()))
  })
  const patternOf = (label: string, length: number, pause: number): ShiftPattern => ({
    name: label,
    startIntervals: Array.from({ length: intervals }, (_, i) => i),
    lengthIntervals: length * perHour,
    breaks:
      pause === 0
        ? []
        : [
            {
              earliestInterval: Math.floor(length * perHour * 0.35),
              latestInterval: Math.floor(length * perHour * 0.65),
              lengthIntervals: Math.ceil(pause * perHour),
            },
          ],
    cost: costOf(length - pause),
  })
  return {
    name,
    requirement,
    patterns: [patternOf('full', 8, 0.5), patternOf('six', 6, 0.25), patternOf('part', 4, 0)],
  }
}

/** One column per start and break placing, taken greedily. */
function greedyCost({ requirement, patterns }: Day): number {
  const columns: { worked: number[]; cost: number }[] = []
  for (const { startIntervals, lengthIntervals, breaks = [], cost } of patterns) {
    const [pause] = breaks
    for (const start of startIntervals) {
      if (start + lengthIntervals > requirement.length) continue
      for (let begin = pause?.earliestInterval ?? 0; begin <= (pause?.latestInterval ?? 0); begin++) {
        const worked: number[] = []
        for (let i = 0; i < lengthIntervals; i++) {
          if (pause === undefined || i < begin || i >= begin + pause.lengthIntervals) worked.push(start + i)
        }
        columns.push({ worked, cost })
      }
    }
  }
  const left = [...requirement]
  let total = 0
  for (;;) {
    let best: (typeof columns)[number] | undefined
    let most = 0
    for (const column of columns) {
      let use = 0
      for (const interval of column.worked) if (left[interval]! > 0) use++
      if (use / column.cost > most) {
        most = use / column.cost
        best = column
      }
    }
    if (best === undefined) return total
    for (const interval of best.worked) left[interval]!--
    total += best.cost
  }
}

const paid = (hours: number): number => hours
const byHead = (): number => 1
const days = [
  dayOf('14 h in half hours, 20 agents, paid hours', 14, 2, 20, paid),
  dayOf('14 h in quarters, 60 agents, paid hours', 14, 4, 60, paid),
  dayOf('24 h in half hours, 40 agents, heads', 24, 2, 40, byHead),
  dayOf('24 h in quarters, 40 agents, heads', 24, 4, 40, byHead),
  dayOf('24 h in quarters, 150 agents, paid hours', 24, 4, 150, paid),
]

console.log(
  'day                                        effort     cost    bound   gap %  greedy %  CPU ms  wall ms  result',
)
for (const day of days) {
  const greedy = greedyCost(day)
  for (const effort of [3e7, 3e8]) {
    const schedule = leastCostSchedule({ ...day, effort })
    const hash = new Hash64()
    for (const { startInterval, agents } of schedule.shifts) hash.number(startInterval * 1000 + agents)
    const bench = new Bench({ time: 0, iterations: 3, warmup: false, throws: true })
    let runs = 0
    bench.add(day.name, () => {
      runs++
      leastCostSchedule({ ...day, effort })
    })
    const before = process.cpuUsage()
    const [task] = bench.runSync()
    const { user, system } = process.cpuUsage(before)
    const result = task!.result
    if (!('latency' in result)) throw new Error(`${day.name}: not measured`)
    const over = (cost: number): string => (100 * (cost / schedule.costBound - 1)).toFixed(2)
    console.log(
      `${day.name.padEnd(42)}${effort.toExponential(0).padStart(7)}${schedule.cost.toFixed(2).padStart(9)}` +
        `${schedule.costBound.toFixed(2).padStart(9)}${over(schedule.cost).padStart(8)}${over(greedy).padStart(10)}` +
        `${((user + system) / 1e3 / runs).toFixed(0).padStart(8)}${result.latency.p50.toFixed(0).padStart(9)}  ${hash.digest()}`,
    )
  }
}
