/**
 * `skillroute staff SCENARIO`: how many agents it takes, by the formulas for each queue and interval, and by simulation for
 * groups of agents with skills, at the least cost that keeps every threshold of the scenario.
 * **cost** that of the runs: replications x plans; keeps what is judged of each plan.
 */
import { type FormulaNeed, formulaNeeds, formulaPlan } from '../sim/formula-staff.js'
import { agentCost } from '../sim/costs.js'
import { summarise } from '../sim/replicate.js'
import { type Found, type Pool, searchStaff } from '../sim/staff-search.js'
import type { Scenario } from '../sim/scenario.js'
import { Study } from '../sim/study.js'
import { type Judgement, judge } from '../sim/threshold.js'
import { warn } from './advice-text.js'
import { Stop, THRESHOLD_MISSED, USAGE } from './exit-code.js'
import { runStudy } from './runner.js'
import type { Setting } from './setting.js'
import { type RunOptions, interrupted, numbersTo, readSubject } from './simulate.js'
import { type ReportHead, reportHead } from './simulate-report.js'
import { formulaText, searchText } from './staff-text.js'
import type { Terminal } from './terminal.js'

export interface StaffOptions extends RunOptions {
  readonly settings: readonly Setting[]
  /** Groups whose numbers are looked for. Default: all with a `count`. */
  readonly groups?: readonly string[]
  /** Cost of one agent by group. Default: by the scenario's prices, if every group has one, else 1. */
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
  readonly formulas: readonly FormulaNeed[]
  readonly pools: readonly Pool[]
  readonly found: Found | null
  /** Agents who are there besides, as they are. */
  readonly others: readonly { readonly name: string; readonly agents: number }[]
}

/** Runs the search and prints what it takes. Throws Stop on faults and interrupts. */
export async function staffFile(file: string, options: StaffOptions, terminal: Terminal): Promise<void> {
  const subject = readSubject(file, options)
  const { scenario } = subject
  if (scenario.trace !== null) throw new Stop(USAGE, `${file}: a recorded trace has no staff to plan`)
  warn([scenario], terminal)
  const seed = options.seed ?? scenario.seed
  const formulas = formulaNeeds(scenario, options.shrinkage ?? 0)
  const pools = options.formulas === true ? [] : poolsOf(file, options, scenario)
  const replications = options.replications ?? Math.max(scenario.replications, LEAST_REPLICATIONS)
  const others = scenario.groups
    .filter(({ name }) => !pools.some((pool) => pool.name === name))
    .map(({ name, agents }) => ({ name, agents: agents.length }))
  const reportOf = (of: Found | null): StaffReport => ({
    ...reportHead(subject, seed),
    replications,
    formulas,
    pools,
    found: of,
    others,
  })
  // They are known at once, and stay even when the search is interrupted.
  const tellFormulas = (): void => {
    if (options.json !== true) terminal.out(formulaText(reportOf(null), terminal.outColour))
  }
  let found: Found | null = null
  if (pools.length > 0) {
    if (scenario.thresholds.length === 0) {
      throw new Stop(
        USAGE,
        `${file}: has no thresholds, so any number of agents will do (or ask for --formulas)`,
      )
    }
    tellFormulas()
    const names = pools.map(({ name }) => name)
    const first = formulaPlan(scenario, formulas, names)
    const simulate = async (plans: readonly (readonly number[])[]): Promise<Judgement[][]> => {
      const variants = plans.map((counts) => {
        const settings = pools.map(({ name }, i) => ({ path: ['agents', name], value: counts[i]! }))
        return readSubject(file, { ...options, settings: [...options.settings, ...settings] }).scenario
      })
      const study = new Study(
        variants.map((variant) => ({ scenario: variant, trace: undefined })),
        seed,
        numbersTo(replications),
      )
      await runStudy(
        study,
        options.workers ?? null,
        terminal,
        () => `plan ${plans[0]!.join(' ')} and its like`,
      )
      if (!study.isOver) throw interrupted(study.completed, replications)
      return study.results().map((results) => {
        const summary = summarise(results)
        return scenario.thresholds.map((threshold) => judge(threshold, summary))
      })
    }
    found = await searchStaff(pools, first, simulate)
  }
  const report = reportOf(found)
  if (pools.length === 0) tellFormulas()
  if (options.json === true) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`)
  else terminal.out(searchText(report, terminal.outColour))
  if (found !== null && found.best === null) {
    throw new Stop(THRESHOLD_MISSED, 'no plan within the limits keeps every threshold')
  }
}

function poolsOf(file: string, { groups, costs }: StaffOptions, scenario: Scenario): Pool[] {
  const all = scenario.groups
  const names =
    groups ??
    all
      .filter(({ name, agents, staffing }) => agents[0] !== name && staffing.length === 0)
      .map(({ name }) => name)
  for (const name of [...names, ...(costs?.keys() ?? [])]) {
    if (!all.some((group) => group.name === name))
      throw new Stop(USAGE, `${file}: has no agents named ${name}`)
  }
  if (names.length === 0) throw new Stop(USAGE, `${file}: has no group of agents with a count to look for`)
  const chosen = names.map((name) => all.find((group) => group.name === name)!)
  const prices = chosen.map((group) => agentCost(scenario, group) ?? 0)
  const isPriced = prices.every((price) => price > 0)
  return chosen.map(({ name, agents }, i) => {
    const size = agents.length
    return {
      name,
      cost: costs?.get(name) ?? (isPriced ? prices[i]! : 1),
      least: 0,
      most: size * MOST_TIMES + 20,
    }
  })
}
