/**
 * Live numbers of an engine: told its events as they come, they say at any time how the centre does, by queue, channel,
 * tier, agent and period. What each measure means is in sla/measures.ts, how they are read in sla/measure-view.ts.
 * Idea: the engine knows nothing of it. Whoever hears the events can count; several can, each with other periods.
 * **cost** O(1) an event, and O(agents) for `advance`; allocates on growth and little for each ended contact.
 * **order** the events', none left out: from the engine's start, or from a snapshot of both taken together.
 */
import { ConfigError, nameHint, type Fault } from '../../base/fault.js'
import { assert } from '../../base/assert.js'
import { isRecord } from '../../base/is-record.js'
import { LATEST_MS } from '../../base/time-limit.js'
import { MeasureTable, type MeasureTableJson } from '../../sla/measure-table.js'
import { MeasureView } from '../../sla/measure-view.js'
import { chartFault } from '../../sla/control-chart.js'
import * as field from '../../sla/measure-fields.js'
import type { ContactRef } from '../commands/command.js'
import type { EngineEvent } from '../events/event.js'
import {
  CHARTED,
  LiveCharts,
  specFor,
  type Drop,
  type LiveChartSpec,
  type LiveChartsJson,
} from './live-charts.js'
import { LiveAgents, type LiveAgentJson } from './live-agents.js'
import type { RatingOutcome } from './live-ratings.js'
import { LiveReader, type LiveReaderJson, type Thresholds } from './live-reader.js'
import { normalOf, type NormalPolicy } from '../policy/normal-policy.js'
import type { Policy } from '../policy/policy.js'
import type { Names } from '../policy/policy-spec.js'

export type { Drop, LiveChartSpec, RatingOutcome }

/** What live measures count by, and what they watch. */
export interface LiveMeasuresOptions<N extends Names = Names> {
  /** Length of a period, at least 1. Periods count from 1970, so 900,000 gives quarters of an hour. Default 900,000. */
  readonly periodMs?: number
  /** Periods kept apart; older ones are added up as `earlier`. Default 96. */
  readonly keepPeriods?: number
  /** A wait of up to `withinMs` is in time, giving up before `shortMs` is early. Default 20,000 and 5,000. */
  readonly serviceLevel?: Partial<Thresholds>
  /** The same for some of the queues. */
  readonly serviceLevels?: { readonly [Q in N['queue']]?: Partial<Thresholds> }
  /** A contact taken so long after the end of another of the same customer and issue is a repeat. Default 604,800,000 (7 days). */
  readonly repeatWithinMs?: number
  /** A rating (1..5) from which a customer is satisfied. Default 4. */
  readonly satisfiedFrom?: number
  /** How many ended contacts can still be rated. Default 10,000. */
  readonly rememberEnded?: number
  /**
   * What is watched for sudden drops, agent by agent and queue by queue. Default: satisfaction from 90 % to 70 %, resolution
   * from 95 % to 80 %, both with a false alarm in 1,000 observations.
   */
  readonly charts?: readonly LiveChartSpec[]
}

/** Plain JSON, to be kept together with the engine's own snapshot. */
export interface LiveMeasuresSnapshot {
  readonly format: 'skillroute.measures'
  readonly formatVersion: 1
  readonly options: Required<LiveMeasuresOptions>
  readonly table: MeasureTableJson
  readonly agents: readonly LiveAgentJson[]
  readonly reader: LiveReaderJson
  readonly charts: LiveChartsJson
}

const USUAL_CHARTS: readonly LiveChartSpec[] = [
  { measure: 'satisfaction.rated', usual: 0.9, drop: 0.7, falseAlarmEvery: 1000 },
  { measure: 'resolution.ofAsked', usual: 0.95, drop: 0.8, falseAlarmEvery: 1000 },
]

const CHART_HINT = "e.g. { measure: 'satisfaction.rated', usual: 0.9, drop: 0.7, falseAlarmEvery: 1000 }"

/** Live numbers that begin now. Throws ConfigError with every fault of the options. */
export function createLiveMeasures<N extends Names>(
  policy: Policy<N>,
  options: LiveMeasuresOptions<NoInfer<N>> = {},
): LiveMeasures {
  const faults = faultsOf(options, normalOf(policy, 'createLiveMeasures'))
  if (faults.length > 0) throw new ConfigError('live measures', faults)
  const {
    periodMs = 900_000,
    keepPeriods = 96,
    serviceLevel = {},
    serviceLevels = {},
    repeatWithinMs = 604_800_000,
    satisfiedFrom = 4,
    rememberEnded = 10_000,
    charts = USUAL_CHARTS,
  } = options
  const all = {
    periodMs,
    keepPeriods,
    serviceLevel,
    serviceLevels,
    repeatWithinMs,
    satisfiedFrom,
    rememberEnded,
    charts,
  }
  return new LiveMeasures(all, new MeasureTable(periodMs, keepPeriods))
}

/** Live numbers that go on where the snapshot was taken. Throws InvariantError for what is not one of this format. */
export function restoreLiveMeasures(snapshot: LiveMeasuresSnapshot): LiveMeasures {
  assert(
    snapshot?.format === 'skillroute.measures' && snapshot.formatVersion === 1,
    'live measures: not a snapshot of this format and version',
  )
  const restored = new LiveMeasures(snapshot.options, MeasureTable.fromJSON(snapshot.table))
  restored.take(snapshot)
  return restored
}

/** Counts what an engine does, told of its events one by one, and watches shares for drops. */
export class LiveMeasures {
  /** What has been counted so far. */
  readonly view: MeasureView
  private readonly options: Required<LiveMeasuresOptions>
  private readonly table: MeasureTable
  private readonly agents: LiveAgents
  private readonly reader: LiveReader
  private readonly charts: LiveCharts

  /** Use `createLiveMeasures`. */
  constructor(options: Required<LiveMeasuresOptions>, table: MeasureTable) {
    this.options = options
    this.table = table
    this.view = new MeasureView(table)
    this.agents = new LiveAgents(table)
    this.charts = new LiveCharts(table, options.charts)
    const usual = { withinMs: 20_000, shortMs: 5_000, ...options.serviceLevel }
    const known = new Map(
      Object.entries(options.serviceLevels).map(([queue, own]) => [queue, { ...usual, ...own }]),
    )
    const thresholdsOf = (queue: string): Thresholds => known.get(queue) ?? usual
    this.reader = new LiveReader(table, this.agents, this.charts, thresholdsOf, options)
  }

  /** Tells what the engine answered, in order. */
  read(events: readonly EngineEvent[]): void {
    for (const event of events) this.readOne(event)
  }

  /**
   * Adds the time of everybody who is signed in up to an instant, so that occupancy and hours are as of then. Throws
   * InvariantError for what is no instant.
   */
  advance(atMs: number): void {
    assert(
      Number.isInteger(atMs) && atMs >= 0 && atMs <= LATEST_MS,
      'live measures: the instant is not a whole number of 0..2^42',
    )
    this.agents.settleAll(atMs)
  }

  /**
   * A customer's rating, 1 (poor) to 5 (excellent), of a contact that has ended, by its id, or by its handle when it had
   * none; one that goes on is rated by the command `contact.rate`. Of several ratings of a contact the last one counts.
   */
  rate(ref: ContactRef & { readonly rating: number }): RatingOutcome {
    return this.reader.ratings.rate(ref, ref.rating)
  }

  /** Agents and queues whose share has dropped suddenly, since this was last asked, in order. Each alarm is told once. */
  takeDrops(): Drop[] {
    return this.charts.take()
  }

  snapshot(): LiveMeasuresSnapshot {
    return {
      format: 'skillroute.measures',
      formatVersion: 1,
      options: this.options,
      table: this.table.toJSON(),
      agents: this.agents.toJSON(),
      reader: this.reader.toJSON(),
      charts: this.charts.toJSON(),
    }
  }

  /** Used by `restoreLiveMeasures`. */
  take({ agents, reader, charts }: LiveMeasuresSnapshot): void {
    this.charts.read(charts)
    for (const agent of agents) this.agents.signIn(agent)
    this.reader.read(reader)
  }

  private readOne(event: EngineEvent): void {
    const { reader, agents } = this
    this.table.periodAt(event.atMs)
    this.charts.nowMs = event.atMs
    switch (event.type) {
      case 'contact.unservable':
        reader.noteUnservable(event.contact)
        break
      case 'contact.followUp':
        reader.followUp(event)
        break
      case 'contact.queued':
        reader.queued(event)
        break
      case 'contact.offered':
        reader.offered(event)
        break
      case 'contact.assigned':
        reader.assigned(event)
        break
      case 'offer.declined':
        reader.offerEnded(event.contact, field.DECLINED)
        break
      case 'offer.expired':
        reader.offerEnded(event.contact, field.EXPIRED)
        break
      case 'offer.revoked':
        reader.offerEnded(event.contact, null)
        break
      case 'contact.abandoned':
        reader.abandoned(event.contact, event.waitMs)
        break
      case 'contact.cancelled':
        reader.left(event.contact, field.WITHDRAWN, event.waitMs)
        break
      case 'contact.contained':
        reader.left(event.contact, field.CONTAINED, event.waitMs)
        break
      case 'callback.agreed':
        if (event.state === 'scheduled' || event.agentId !== '') reader.putOff(event.contact, event.atMs)
        break
      case 'callback.missed':
        if (event.retryAtMs !== null) reader.putOff(event.contact, event.atMs)
        break
      case 'contact.rated':
        reader.rated(event.contact, event.rating)
        break
      case 'contact.moved':
        reader.moved(event.contact, event.toQueue)
        break
      case 'contact.transferred':
        reader.transferred(event.contact, event.toQueue, event.atMs)
        break
      case 'contact.replied':
        if (event.by === 'agent') reader.replied(event.contact, event.atMs)
        break
      case 'contact.finished':
        reader.finished(event)
        break
      case 'contact.reopened':
        reader.reopened(event.contact, event.from, event.atMs)
        break
      case 'contact.wrapUpEnded':
        reader.wrapUpEnded(event.contact, event.atMs)
        break
      case 'promise.warned':
      case 'promise.breached':
      case 'promise.escalated':
        reader.staged(event)
        break
      case 'promise.met':
        reader.met(event)
        break
      case 'agent.signedIn':
        agents.signIn({
          handle: event.agent,
          agentId: event.agentId,
          isAvailable: event.presence === 'available',
          isLeaving: false,
          contacts: 0,
          sinceAtMs: event.atMs,
        })
        break
      case 'agent.presence':
        agents.setAvailable(event.agent, event.presence === 'available', event.atMs)
        break
      case 'agent.leaving':
        agents.leave(event.agent, event.atMs)
        break
      case 'agent.signedOut':
        reader.agentLeft(event.agent, event.atMs)
        agents.signOut(event.agent, event.atMs)
        break
      default:
        break
    }
  }
}

function faultsOf(options: LiveMeasuresOptions, { queues }: NormalPolicy): Fault[] {
  // Options may come from a file, too, and from callers without types.
  const given: unknown = options
  if (!isRecord(given)) return [{ path: [], value: given, message: 'must be an object of options' }]
  const faults: Fault[] = []
  const names = queues.map(({ name }) => name)
  const check = (path: readonly string[], value: unknown, least: number, most: number): void => {
    if (value === undefined) return
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return
    faults.push({ path, value, message: `must be a whole number from ${least} to ${most}` })
  }
  const entriesOf = (path: Fault['path'], value: unknown): [string, unknown][] => {
    if (value === undefined) return []
    if (isRecord(value)) return Object.entries(value)
    faults.push({ path, value, message: 'must be an object' })
    return []
  }
  const checkQueue = (path: Fault['path'], queue: string): void => {
    if (names.includes(queue)) return
    faults.push({ path, value: queue, message: 'unknown queue', hint: nameHint(queue, names) })
  }
  const thresholds = (path: readonly string[], value: unknown): void => {
    const given = new Map(entriesOf(path, value))
    check([...path, 'withinMs'], given.get('withinMs'), 0, LATEST_MS)
    check([...path, 'shortMs'], given.get('shortMs'), 0, LATEST_MS)
  }
  const chart = (spec: LiveChartSpec, index: number): void => {
    const path = ['charts', index]
    if (!isRecord(spec)) {
      faults.push({ path, value: spec, message: 'must be a chart', hint: CHART_HINT })
      return
    }
    const ofQueues = entriesOf([...path, 'usualOfQueues'], spec.usualOfQueues)
    const own = [...entriesOf([...path, 'usualOfAgents'], spec.usualOfAgents), ...ofQueues]
    const fault =
      chartFault(spec) ?? own.map(([, usual]) => chartFault(specFor(spec, usual as number))).find(isText)
    if (fault !== undefined) faults.push({ path, value: spec, message: fault })
    for (const [queue] of ofQueues) checkQueue([...path, 'usualOfQueues', queue], queue)
    if (CHARTED.includes(spec.measure)) return
    const measure: unknown = spec.measure
    const hint = nameHint(String(measure), CHARTED)
    faults.push({ path: [...path, 'measure'], value: measure, message: 'cannot be charted', hint })
  }
  check(['periodMs'], options.periodMs, 1000, LATEST_MS)
  check(['keepPeriods'], options.keepPeriods, 1, 100_000)
  check(['repeatWithinMs'], options.repeatWithinMs, 0, LATEST_MS)
  check(['satisfiedFrom'], options.satisfiedFrom, 1, 5)
  check(['rememberEnded'], options.rememberEnded, 0, 10_000_000)
  thresholds(['serviceLevel'], options.serviceLevel)
  const { charts = [] } = options
  if (Array.isArray(charts)) charts.forEach(chart)
  else faults.push({ path: ['charts'], value: charts, message: 'must be a list of charts', hint: CHART_HINT })
  for (const [queue, given] of entriesOf(['serviceLevels'], options.serviceLevels)) {
    thresholds(['serviceLevels', queue], given)
    checkQueue(['serviceLevels', queue], queue)
  }
  return faults
}

function isText(text: string | undefined): text is string {
  return text !== undefined
}
