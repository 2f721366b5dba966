/**
 * `skillroute staff SCENARIO`: how many agents it takes, by the formulas for each queue and interval, and by simulation for
 * groups of agents with skills, at the least cost that keeps every threshold of the scenario.
 * **cost** that of the runs: replications x plans; keeps what is judged of each plan.
 */
import { nameHint } from '../base/fault.js'
import { arrivalHints } from '../sim/staff-requirement/arrival-hints.js'
import { formulaGaps } from '../sim/staff-requirement/formula-gaps.js'
import { type FormulaNeed, formulaNeeds, formulaPlan } from '../sim/staff-requirement/formula-staff.js'
import { DAY_MS } from '../sim/scenario-language/recorded-time.js'
import { agentCost } from '../sim/measures/costs.js'
import { summarise } from '../sim/study/replicate.js'
import { type Found, type Pool, searchStaff, simulated } from '../sim/staff-requirement/staff-search.js'
import type { AgentGroup, Scenario } from '../sim/scenario/scenario.js'
import { Study } from '../sim/study/study.js'
import { type Judgement, judge } from '../sim/study/threshold.js'
import { noteLines, warn } from './reports/advice-text.js'
import { ABORTED, BAD_CONFIG, Stop, THRESHOLD_MISSED, USAGE } from './exit-code.js'
import { Runner } from './runs/runner.js'
import type { Setting } from './files/setting.js'
import { type RunOptions, interrupted, numbersTo, readSubject } from './simulate.js'
import { type ReportHead, reportHead } from './reports/simulate-report.js'
import { LEAST_REPLICATIONS_BY_INTERVAL, type StaffByInterval, staffByInterval } from './staff-interval.js'
import { counted } from './reports/format.js'
import { intervalText } from './reports/staff-interval-text.js'
import { formulaText, searchText } from './reports/staff-text.js'
import type { Terminal } from './terminal.js'

export interface StaffOptions extends RunOptions {
  readonly settings: readonly Setting[]
  /** Groups whose numbers are looked for. Default: all with `staffing`, by interval; where there are none, all with a `count`. */
  readonly groups?: readonly string[]
  /** Cost of one agent by group, of an hour where numbers are by interval. Default: by the scenario's prices, if every group has one, else 1. */
  readonly costs?: ReadonlyMap<string, number>
  readonly shrinkage?: number
  /** The formulas alone. */
  readonly formulas?: boolean
}

/** Replications of each plan where the scenario states fewer. */
const LEAST_REPLICATIONS = 20
/** As many times the first number are tried at the most, and some more. */
const MOST_TIMES = 4

export interface StaffReport extends ReportHead {
  readonly replications: number
  /** Days whose like hours the formulas take together; 1: none. */
  readonly days: number
  readonly formulas: readonly FormulaNeed[]
  /** What the formulas leave out, in words. */
  readonly gaps: readonly string[]
  readonly pools: readonly Pool[]
  readonly found: Found | null
  /** Of groups with numbers by interval. */
  readonly byInterval: StaffByInterval | null
  /** Agents who are there besides, as they are. */
  readonly others: readonly { readonly name: string; readonly agents: number }[]
}

/** Runs the search and prints what it takes. Throws Stop on faults, and on an interrupt after what was found until then. */
export async function staffFile(file: string, options: StaffOptions, terminal: Terminal): Promise<void> {
  const subject = readSubject(file, options)
  const { scenario } = subject
  if (scenario.trace !== null) throw new Stop(USAGE, `${file}: a recorded trace has no staff to plan`)
  warn([subject], terminal)
  const seed = options.seed ?? scenario.seed
  const formulas = formulaNeeds(scenario, options.shrinkage ?? 0)
  const groups = options.formulas === true ? [] : groupsToFind(file, options, scenario)
  const isByInterval = groups.some(({ staffing }) => staffing.length > 0)
  const pools = isByInterval ? [] : poolsOf(groups, options, scenario)
  const least = isByInterval ? LEAST_REPLICATIONS_BY_INTERVAL : LEAST_REPLICATIONS
  const replications = options.replications ?? Math.max(scenario.replications, least)
  const others = scenario.groups
    .filter((group) => !groups.includes(group) && group.agents.length > 0)
    .map(({ name, agents }) => ({ name, agents: agents.length }))
  const reportOf = (of: Found | null, byInterval: StaffByInterval | null): StaffReport => ({
    ...reportHead(subject, seed),
    replications,
    days: scenario.intervalOfDay ? daysIn(scenario) : 1,
    formulas,
    gaps: formulaGaps(scenario),
    pools,
    found: of,
    byInterval,
    others,
  })
  // They are known at once, and stay even when the search is interrupted.
  const tellFormulas = (): void => {
    if (options.json !== true) terminal.out(formulaText(reportOf(null, null), terminal.outColour))
  }
  if (groups.length > 0 && scenario.thresholds.length === 0) {
    throw new Stop(
      USAGE,
      `${file}: has no thresholds, so any number of agents will do (state some, as in --set 'thresholds=["abandonment <= 5%"]', or ask for --formulas)`,
    )
  }
  tellFormulas()
  const tellHint = (hint: string): void => terminal.err(`${noteLines([hint], terminal.errColour)[0]!}\n`)
  if (groups.length > 0) for (const hint of arrivalHints(scenario)) tellHint(hint)
  const runner = new Runner(options.workers ?? null, terminal)
  let found: Found | null = null
  let byInterval: StaffByInterval | null = null
  try {
    const runs = { scenario, formulas, seed, replications, runner }
    if (pools.length > 0) found = await findPools(file, options, { ...runs, pools })
    if (isByInterval) {
      const names = groups.map(({ name }) => name)
      byInterval = await staffByInterval(file, {
        ...runs,
        names,
        costs: hourlyCosts(groups, options, scenario),
        tell: tellHint,
      })
    }
  } finally {
    await runner.close()
  }
  const report = reportOf(found, byInterval)
  if (options.json === true) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`)
  else terminal.out(searchText(report, terminal.outColour) + intervalText(report, terminal.outColour))
  const isOver = found?.isOver ?? byInterval?.isOver ?? true
  if (!isOver) {
    const plans = found === null ? byInterval!.plans : simulated(found.tried).length
    throw new Stop(ABORTED, `interrupted after ${counted(plans, 'plan')}`)
  }
  if (found?.best === null || byInterval?.best === null) {
    throw new Stop(THRESHOLD_MISSED, 'no plan within the limits keeps every threshold')
  }
}

function daysIn({ fromMs, openMs, untilMs }: Scenario): number {
  return 1 + Math.round((untilMs! - fromMs - openMs) / DAY_MS)
}

interface PoolRuns {
  readonly scenario: Scenario
  readonly formulas: readonly FormulaNeed[]
  readonly pools: readonly Pool[]
  readonly seed: number
  readonly replications: number
  readonly runner: Runner
}

async function findPools(
  file: string,
  options: StaffOptions,
  { scenario, formulas, pools, seed, replications, runner }: PoolRuns,
): Promise<Found> {
  const names = pools.map(({ name }) => name)
  const first = formulaPlan(scenario, formulas, names)
  let tried = 0
  const simulate = async (plans: readonly (readonly number[])[]): Promise<(Judgement[] | string)[]> => {
    const variants = plans.map((counts) => planned(file, options, pools, counts))
    const sound = variants.filter((variant) => typeof variant !== 'string')
    if (sound.length === 0) return variants as string[]
    const study = new Study(
      sound.map((variant) => ({ scenario: variant, trace: undefined })),
      seed,
      numbersTo(replications),
    )
    const before = tried
    await runner.run(study, () => `${counted(before, 'plan')} tried`)
    if (!study.isOver) {
      if (tried === 0) throw interrupted(study.completed, replications)
      return []
    }
    tried += sound.length
    const judged = study.results().map((results) => {
      const summary = summarise(results)
      return scenario.thresholds.map((threshold) => judge(threshold, summary))
    })
    return variants.map((variant) => (typeof variant === 'string' ? variant : judged.shift()!))
  }
  return searchStaff(pools, first, simulate)
}

/** The scenario with so many agents, or why it cannot be run: nobody is left for a queue, or for what a threshold names. */
function planned(
  file: string,
  options: StaffOptions,
  pools: readonly Pool[],
  counts: readonly number[],
): Scenario | string {
  const settings = pools.map(({ name }, i) => ({ path: ['agents', name], value: counts[i]! }))
  try {
    return readSubject(file, { ...options, settings: [...options.settings, ...settings] }).scenario
  } catch (error) {
    if (!(error instanceof Stop) || error.code !== BAD_CONFIG) throw error
    return error.faults.join('; ')
  }
}

/** The groups whose numbers are looked for: all of them by interval, or none. */
function groupsToFind(file: string, { groups, costs }: StaffOptions, scenario: Scenario): AgentGroup[] {
  const all = scenario.groups
  const planned = all.filter(({ staffing }) => staffing.length > 0)
  const counted = all.filter(({ name, agents, staffing }) => agents[0] !== name && staffing.length === 0)
  const names = groups ?? (planned.length > 0 ? planned : counted).map(({ name }) => name)
  for (const name of [...names, ...(costs?.keys() ?? [])]) {
    const known = all.map((group) => group.name)
    if (!known.includes(name)) {
      throw new Stop(USAGE, `${file}: has no agents named ${name} (${nameHint(name, known)})`)
    }
  }
  if (names.length === 0) throw new Stop(USAGE, `${file}: has no group of agents with a count to look for`)
  const chosen = [...new Set(names)].map((name) => all.find((group) => group.name === name)!)
  const byInterval = chosen.filter((group) => planned.includes(group)).length
  if (byInterval > 0 && byInterval < chosen.length) {
    throw new Stop(USAGE, `${file}: --groups names groups with \`staffing\` and without: ask for either`)
  }
  return chosen
}

/** Cost of an hour of one agent of each group. */
function hourlyCosts(groups: readonly AgentGroup[], { costs }: StaffOptions, scenario: Scenario): number[] {
  const prices = groups.map(({ costPerHour }) => costPerHour ?? scenario.costs?.agentHour ?? 0)
  const isPriced = prices.every((price) => price > 0)
  return groups.map(({ name }, i) => costs?.get(name) ?? (isPriced ? prices[i]! : 1))
}

function poolsOf(groups: readonly AgentGroup[], { costs }: StaffOptions, scenario: Scenario): Pool[] {
  const prices = groups.map((group) => agentCost(scenario, group) ?? 0)
  const isPriced = prices.every((price) => price > 0)
  return groups.map(({ name, agents }, i) => {
    const size = agents.length
    return {
      name,
      cost: costs?.get(name) ?? (isPriced ? prices[i]! : 1),
      least: 0,
      most: size * MOST_TIMES + 20,
    }
  })
}
