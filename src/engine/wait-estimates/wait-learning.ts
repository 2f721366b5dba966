/**
 * What an engine learns about waits from its own commands, queue by queue: how long contacts keep an agent, how long
 * customers wait before they give up, how often they come and with what head start, and how good its forecasts were.
 * It starts from what the policy expects (`expected.talkMs`, `wrapUpMs`) and says when it has seen too little.
 * **cost** O(1) for each observation; about 10 KiB a queue. **order** of the commands; nothing here reaches a decision.
 */
import { LifeTable, type LifeTableJson } from '../../base/life-table.js'
import { Calibration, type CalibrationJson } from '../../queue/wait-calibration.js'
import type { NormalPolicy } from '../policy/normal-policy.js'

/** Observations before counts are halved. */
const HANDLING_MEMORY = 1_000
const PATIENCE_MEMORY = 4_000
/** What the policy expects counts as so many observations. */
const PRIOR_WEIGHT = 4
/** Fewer than this many handled contacts or forecasts that came true are too few to tell. */
const ENOUGH = 30
/** Arrival rates are of the last two spans of this length. */
const SPAN_MS = 600_000
const ANSWER_WEIGHT = 32

export interface ArrivalsJson {
  readonly spanAtMs: number
  readonly current: number
  readonly previous: number
  readonly headStartMs: number
  readonly seen: number
  readonly tier: string
  readonly channel: string
  /** '' for none. */
  readonly issue: string
}

export interface QueueLearningJson {
  readonly queue: string
  readonly handling: LifeTableJson
  readonly patience: LifeTableJson
  readonly calibration: CalibrationJson
  readonly answerMs: number
  readonly answers: number
  /** Of the tiers of which somebody came. */
  readonly arrivals: readonly ArrivalsJson[]
}

/** Arrivals of one queue and tier. */
export class Arrivals {
  private spanAtMs = 0
  private current = 0
  private previous = 0
  /** Mean head start of the latest ones. */
  headStartMs = 0
  seen = 0
  /** Of the last one: where contacts of this kind are looked up. */
  channel = 0
  issue = 0

  add(atMs: number, headStartMs: number, channel: number, issue: number): void {
    this.roll(atMs)
    this.current++
    this.seen = Math.min(this.seen + 1, 64)
    this.headStartMs += (headStartMs - this.headStartMs) / this.seen
    this.channel = channel
    this.issue = issue
  }

  /** Arrivals a millisecond, by the present span and what the last one weighs beside it. */
  perMs(atMs: number): number {
    const spans = Math.floor((atMs - this.spanAtMs) / SPAN_MS)
    if (spans >= 2) return 0
    const current = spans === 0 ? this.current : 0
    const previous = spans === 0 ? this.previous : this.current
    const part = (atMs - (this.spanAtMs + spans * SPAN_MS)) / SPAN_MS
    return (current + previous * (1 - part)) / SPAN_MS
  }

  toJSON(normal: NormalPolicy, tier: string): ArrivalsJson {
    const { spanAtMs, current, previous, headStartMs, seen } = this
    const channel = normal.channels[this.channel]!.name
    const issue = this.issue === 0 ? '' : normal.issues[this.issue - 1]!.name
    return { spanAtMs, current, previous, headStartMs, seen, tier, channel, issue }
  }

  /** Undefined when the policy has no such channel or issue. */
  static fromJSON(normal: NormalPolicy, json: ArrivalsJson): Arrivals | undefined {
    const channel = normal.channels.findIndex(({ name }) => name === json.channel)
    const issue = json.issue === '' ? 0 : normal.issues.findIndex(({ name }) => name === json.issue) + 1
    if (channel < 0 || (issue === 0 && json.issue !== '')) return undefined
    const arrivals = new Arrivals()
    arrivals.spanAtMs = json.spanAtMs
    arrivals.current = json.current
    arrivals.previous = json.previous
    arrivals.headStartMs = json.headStartMs
    arrivals.seen = json.seen
    arrivals.channel = channel
    arrivals.issue = issue
    return arrivals
  }

  private roll(atMs: number): void {
    const spans = Math.floor((atMs - this.spanAtMs) / SPAN_MS)
    if (spans <= 0) return
    this.previous = spans === 1 ? this.current : 0
    this.current = 0
    this.spanAtMs += spans * SPAN_MS
  }
}

export class QueueLearning {
  handling = new LifeTable(HANDLING_MEMORY)
  patience = new LifeTable(PATIENCE_MEMORY)
  calibration = new Calibration()
  /** Mean time from an offer to its acceptance. */
  answerMs = 0
  answers = 0
  /** By tier. */
  arrivals: Arrivals[]
  /** What the policy expects of a contact. */
  readonly expectedMs: number

  constructor(tiers: number, expectedMs: number) {
    this.arrivals = Array.from({ length: tiers }, () => new Arrivals())
    this.expectedMs = Math.max(1, expectedMs)
  }

  /** Mean handling time in ms, > 0. */
  get handlingMs(): number {
    const { ends, mean } = this.handling
    return ends === 0
      ? this.expectedMs
      : Math.max(1, (PRIOR_WEIGHT * this.expectedMs + ends * mean) / (PRIOR_WEIGHT + ends))
  }

  /** Squared coefficient of variation of handling times; 1 before any is known. */
  get squaredVariation(): number {
    const { ends, mean, squaredVariation } = this.handling
    return ends === 0 || mean === 0 ? 1 : (PRIOR_WEIGHT + ends * squaredVariation) / (PRIOR_WEIGHT + ends)
  }

  /** Mean time left of a contact that an agent has had for `ageMs`. */
  residualMs(ageMs: number): number {
    const reached = this.handling.reached(ageMs)
    const learned = reached === 0 ? 0 : reached * this.handling.meanResidual(ageMs)
    return (PRIOR_WEIGHT * this.handlingMs + learned) / (PRIOR_WEIGHT + reached)
  }

  /** Whether enough has been seen to trust an interval. */
  get isEnough(): boolean {
    return this.handling.ends >= ENOUGH && this.calibration.count >= ENOUGH
  }

  answered(ms: number): void {
    this.answers = Math.min(this.answers + 1, ANSWER_WEIGHT)
    this.answerMs += (ms - this.answerMs) / this.answers
  }
}

/** What is known of each queue of a policy, in its order. */
export function learningOf(normal: NormalPolicy): QueueLearning[] {
  return normal.queues.map(
    (queue) => new QueueLearning(normal.tiers.length, queue.expected.talkMs + queue.wrapUpMs),
  )
}

export function learningJson(normal: NormalPolicy, learning: readonly QueueLearning[]): QueueLearningJson[] {
  return learning.map(({ handling, patience, calibration, answerMs, answers, arrivals }, queue) => ({
    queue: normal.queues[queue]!.name,
    handling: handling.toJSON(),
    patience: patience.toJSON(),
    calibration: calibration.toJSON(),
    answerMs,
    answers,
    arrivals: arrivals.flatMap((each, tier) =>
      each.seen === 0 ? [] : [each.toJSON(normal, normal.tiers[tier]!.name)],
    ),
  }))
}

/** What was learned, for the queues and tiers of that name in a policy; the others start anew. */
export function learnedFrom(normal: NormalPolicy, rows: readonly QueueLearningJson[]): QueueLearning[] {
  const learning = learningOf(normal)
  for (const row of rows) {
    const queue = normal.queues.findIndex(({ name }) => name === row.queue)
    if (queue < 0) continue
    const learned = learning[queue]!
    learned.handling = LifeTable.fromJSON(HANDLING_MEMORY, row.handling)
    learned.patience = LifeTable.fromJSON(PATIENCE_MEMORY, row.patience)
    learned.calibration = Calibration.fromJSON(row.calibration)
    learned.answerMs = row.answerMs
    learned.answers = row.answers
    for (const arrivals of row.arrivals) {
      const tier = normal.tiers.findIndex(({ name }) => name === arrivals.tier)
      if (tier >= 0) learned.arrivals[tier] = Arrivals.fromJSON(normal, arrivals) ?? new Arrivals()
    }
  }
  return learning
}
