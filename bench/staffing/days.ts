/**
 * Shift scheduling beside the greedy way (again and again the shift that covers most of what is missing for its cost).
 * Days with two humps, shifts with breaks that may move, costs by paid time or by head. Quality is what counts: beside each
 * contender stands its cost, and the proven least cost that any schedule could have.
 */
import { Hash64, Stream } from '../../src/base/prng.js'
import { leastCostSchedule, type ShiftPattern } from '../../src/staffing/index.js'
import { compare, type Row, type Scale } from '../measure.js'

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

const EFFORT: Readonly<Record<Scale, number>> = { tiny: 1e6, quick: 3e7, full: 3e8 }
const DAYS: Readonly<Record<Scale, number>> = { tiny: 1, quick: 4, full: 5 }

/** One comparison a day. */
export function scheduling(scale: Scale): Row[] {
  const effort = EFFORT[scale]
  return days.slice(0, DAYS[scale]).flatMap((day) => {
    const { shifts, cost, costBound } = leastCostSchedule({ ...day, effort })
    const hash = new Hash64()
    for (const { startInterval, agents } of shifts) hash.number(startInterval * 1000 + agents)
    const greedy = `greedy: ${greedyCost(day)}`
    const repeated = (once: () => number) => (operations: number) => {
      let sum = 0
      for (let i = 0; i < operations; i++) sum += once()
      return sum
    }
    return compare(
      day.name,
      [
        {
          name: `schedule: ${cost}, at least ${costBound}`,
          steps: repeated(() => leastCostSchedule({ ...day, effort }).cost),
          digest: hash.digest(),
        },
        { name: greedy, steps: repeated(() => greedyCost(day)), digest: '-' },
      ],
      { scale, rival: greedy, latency: false },
    )
  })
}
