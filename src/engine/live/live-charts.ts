/**
 * Control charts over the live measures: a share of an agent or a queue that drops suddenly is flagged, once, and watched
 * anew. Idea: each conversation that ends, each rating, each first reply is one observation for the chart of the queue it
 * came to and of the agent it was with; see sla/control-chart.ts for what an alarm means and how often it is false.
 * **cost** O(1) an observation; a chart for each agent and queue observed, a design for each usual share.
 */
import { ControlChart, designChart, type ChartDesign, type ChartSpec } from '../../sla/control-chart.js'
import type { MeasureTable } from '../../sla/measure-table.js'

/** What can be watched: shares of independent observations of which more is better. */
export const CHARTED = ['satisfaction.rated', 'resolution.ofAsked', 'promises.firstReply.kept'] as const
export type ChartedMeasure = (typeof CHARTED)[number]

/** One measure to be watched by a control chart for each queue and each agent. */
export interface LiveChartSpec extends ChartSpec {
  readonly measure: ChartedMeasure
  /** Agents whose usual share is another one, by id; the drop is as many points below it, or half of it when it is that low. */
  readonly usualOfAgents?: Readonly<Record<string, number>>
  /** The same of queues, by name. */
  readonly usualOfQueues?: Readonly<Record<string, number>>
}

/** A share that has dropped, or a false alarm: `falseAlarmEvery` says how often that is. */
export interface Drop {
  readonly measure: ChartedMeasure
  readonly kind: 'agent' | 'queue'
  readonly name: string
  readonly atMs: number
  /** Observations since about the beginning of the drop, and failures among them. */
  readonly observed: number
  readonly failed: number
  /** The share that was usual, and the one below which a drop is looked for. */
  readonly usual: number
  readonly drop: number
  /** Mean number of observations from one false alarm to the next, exactly, while the share is the usual one. */
  readonly falseAlarmEvery: number
}

interface ChartJson {
  readonly chart: number
  readonly row: number
  readonly level: number
  readonly observed: number
  readonly failed: number
}

export interface LiveChartsJson {
  readonly nowMs: number
  readonly charts: readonly ChartJson[]
  readonly drops: readonly Drop[]
}

export class LiveCharts {
  private readonly table: MeasureTable
  private readonly specs: readonly LiveChartSpec[]
  private readonly designs = new Map<string, ChartDesign>()
  /** By spec, by row. */
  private readonly charts: (ControlChart | undefined)[][]
  private drops: Drop[] = []
  /** The instant of the last event. */
  nowMs = 0

  constructor(table: MeasureTable, specs: readonly LiveChartSpec[]) {
    this.table = table
    this.specs = specs
    this.charts = specs.map(() => [])
  }

  /** One observation for a queue and an agent; a row of -1 is nobody's. */
  observe(measure: ChartedMeasure, queue: number, agent: number, isSuccess: boolean): void {
    for (let index = 0; index < this.specs.length; index++) {
      if (this.specs[index]!.measure !== measure) continue
      if (queue >= 0) this.observeRow(index, 'queue', queue, isSuccess)
      if (agent >= 0) this.observeRow(index, 'agent', agent, isSuccess)
    }
  }

  /** What was flagged since it was last asked, in order. */
  take(): Drop[] {
    const { drops } = this
    this.drops = []
    return drops
  }

  toJSON(): LiveChartsJson {
    const charts = this.charts.flatMap((rows, chart) =>
      rows.flatMap((each, row) =>
        each === undefined
          ? []
          : [{ chart, row, level: each.level, observed: each.observed, failed: each.failed }],
      ),
    )
    return { nowMs: this.nowMs, charts, drops: this.drops }
  }

  read({ nowMs, charts, drops }: LiveChartsJson): void {
    this.nowMs = nowMs
    for (const { chart, row, level, observed, failed } of charts) {
      Object.assign(this.chartOf(chart, this.table.kindOf(row), row), { level, observed, failed })
    }
    this.drops = [...drops]
  }

  private observeRow(index: number, kind: 'agent' | 'queue', row: number, isSuccess: boolean): void {
    const chart = this.chartOf(index, kind, row)
    if (!chart.observe(isSuccess)) return
    const { observed, failed, design } = chart
    const { usual, drop, falseAlarmAfter } = design
    this.drops.push({
      measure: this.specs[index]!.measure,
      kind,
      name: this.table.nameOf(row),
      atMs: this.nowMs,
      observed,
      failed,
      usual,
      drop,
      falseAlarmEvery: falseAlarmAfter,
    })
  }

  private chartOf(index: number, kind: string, row: number): ControlChart {
    const rows = this.charts[index]!
    const known = rows[row]
    if (known !== undefined) return known
    const spec = this.specs[index]!
    const own = kind === 'agent' ? spec.usualOfAgents : spec.usualOfQueues
    const usual = new Map(Object.entries(own ?? {})).get(this.table.nameOf(row)) ?? spec.usual
    const chart = new ControlChart(this.designOf(spec, usual))
    while (rows.length < row) rows.push(undefined)
    rows[row] = chart
    return chart
  }

  private designOf(spec: LiveChartSpec, usual: number): ChartDesign {
    const key = `${spec.measure} ${usual}`
    const known = this.designs.get(key)
    if (known !== undefined) return known
    const design = designChart(specFor(spec, usual))
    this.designs.set(key, design)
    return design
  }
}

/** The chart of somebody whose usual share is another one. */
export function specFor({ usual, drop, falseAlarmEvery }: ChartSpec, own: number): ChartSpec {
  const points = usual - drop
  return { usual: own, drop: own > 2 * points ? own - points : own / 2, falseAlarmEvery }
}
