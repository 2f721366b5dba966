/**
 * The part of `skillroute staff` that looks for the numbers of agents in each interval, for groups that have `staffing`.
 * Idea: the plans differ in numbers alone, so the scenario is read once; few plans are run at a time, for every sample is kept
 * until its plan is judged.
 * **cost** that of the runs: replications x plans.
 */
import { type FormulaNeed, formulaPlanByInterval } from '../sim/staff-requirement/formula-staff.js'
import { type DayInterval, dayIntervals, withNumbers } from '../sim/staff-requirement/interval-plan.js'
import {
  type FoundDay,
  type IntervalGroup,
  type SimulateDay,
  searchIntervals,
} from '../sim/staff-requirement/interval-search.js'
import { OF_DAY, intervalTargets, judgeIntervals } from '../sim/staff-requirement/interval-targets.js'
import { usefulIntervals } from '../sim/staff-requirement/interval-hours.js'
import { intervalHints } from '../sim/staff-requirement/interval-hints.js'
import { keptQueues, refusalOf, withKeepers } from '../sim/staff-requirement/queue-keepers.js'
import { summarise } from '../sim/study/replicate.js'
import type { Scenario } from '../sim/scenario/scenario.js'
import { Study } from '../sim/study/study.js'
import { Stop, USAGE } from './exit-code.js'
import type { Runner } from './runs/runner.js'
import { interrupted, numbersTo } from './simulate.js'

/** Replications of each plan where the scenario states fewer: an interval has but a part of the contacts. */
export const LEAST_REPLICATIONS_BY_INTERVAL = 50
/** As many times the first number are tried at the most, and some more. */
const MOST_TIMES = 4
const MORE = 20
/** Plans that are run together. */
const AT_A_TIME = 8

/** What was looked for, and what came of it. */
export interface StaffByInterval extends FoundDay {
  readonly groups: readonly IntervalGroup[]
  readonly intervals: readonly DayInterval[]
  /** Thresholds as written that each interval keeps by itself, and those of the day. */
  readonly asked: { readonly byInterval: readonly string[]; readonly ofDay: readonly string[] }
}

export interface IntervalRuns {
  readonly scenario: Scenario
  readonly formulas: readonly FormulaNeed[]
  /** Groups whose numbers are looked for. */
  readonly names: readonly string[]
  /** Cost of an hour of one agent, by group. */
  readonly costs: readonly number[]
  readonly seed: number
  readonly replications: number
  readonly runner: Runner
  /** Told of what makes the search long, before it begins. */
  readonly tell: (hint: string) => void
}

/** Searches. Throws Stop where the intervals do not fit, and on an interrupt before the first plan was judged. */
export async function staffByInterval(
  file: string,
  { scenario, formulas, names, costs, seed, replications, runner, tell }: IntervalRuns,
): Promise<StaffByInterval> {
  const intervals = dayIntervals(scenario)
  if (typeof intervals === 'string') throw new Stop(USAGE, `${file}: ${intervals}`)
  const starts = intervals.map(({ from }) => from)
  const targets = intervalTargets(scenario.thresholds, starts)
  for (const hint of intervalHints(scenario, targets)) tell(hint)
  const byFormula = formulaPlanByInterval(scenario, formulas, names, starts)
  const groups = names.map((name, index) =>
    groupOf(name, index, byFormula, scenario, costs[index]!, intervals),
  )
  const kept = keptQueues(scenario, groups)
  const first = withKeepers(kept, byFormula, groups)
  let tried = 0
  const simulate: SimulateDay = async (wanted) => {
    const judged = []
    for (let from = 0; from < wanted.length; from += AT_A_TIME) {
      const study = new Study(
        wanted.slice(from, from + AT_A_TIME).map((counts) => ({
          scenario: withNumbers(scenario, names, counts),
          trace: undefined,
        })),
        seed,
        numbersTo(replications),
      )
      const before = tried
      await runner.run(study, () => `${before} plans tried`)
      if (!study.isOver) {
        if (tried === 0) throw interrupted(study.completed, replications)
        break
      }
      tried += study.variants.length
      for (const results of study.results()) judged.push(judgeIntervals(targets, starts, summarise(results)))
    }
    return judged
  }
  const found = await searchIntervals(groups, first, simulate, (counts) =>
    refusalOf(kept, counts, intervals.length),
  )
  const texts = (isOfDay: boolean): string[] => [
    ...new Set(
      targets
        .filter(({ interval }) => (interval === OF_DAY) === isOfDay)
        .map(({ threshold }) => threshold.text),
    ),
  ]
  // Of a plan with one agent less only what it misses is of interest, and there are many.
  const oneLess = found.oneLess.map(
    (plan) => plan && { ...plan, judgements: plan.judgements.filter(({ verdict }) => verdict !== 'pass') },
  )
  return { ...found, oneLess, groups, intervals, asked: { byInterval: texts(false), ofDay: texts(true) } }
}

/** What is not measured stays as the formulas have it; where everything that the group serves is closed nobody is tried. */
function groupOf(
  name: string,
  index: number,
  first: readonly number[],
  scenario: Scenario,
  costPerHour: number,
  intervals: readonly DayInterval[],
): IntervalGroup {
  const own = first.slice(index * intervals.length, (index + 1) * intervals.length)
  const useful = usefulIntervals(scenario, name, intervals.length)
  const size = scenario.groups.find((group) => group.name === name)!.agents.length
  const most = Math.max(size, ...own) * MOST_TIMES + MORE
  return {
    name,
    cost: costPerHour * intervals[0]!.hours,
    least: intervals.map(({ isMeasured }, i) => (isMeasured ? 0 : own[i]!)),
    most: intervals.map(({ isMeasured }, i) => (isMeasured ? (useful[i]! ? most : 0) : own[i]!)),
  }
}
