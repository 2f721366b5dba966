import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine, type Engine } from '../../../src/engine/engine.js'
import { CHARTED, LiveCharts, specFor, type LiveChartSpec } from '../../../src/engine/live/live-charts.js'
import { createLiveMeasures, restoreLiveMeasures } from '../../../src/engine/live/live-measures.js'
import { definePolicy } from '../../../src/engine/policy/policy.js'
import { ControlChart, chartFault, designChart } from '../../../src/sla/control-chart.js'
import { MeasureTable } from '../../../src/sla/measure-table.js'

const SPECS: readonly LiveChartSpec[] = [
  {
    measure: 'satisfaction.rated',
    usual: 0.7,
    drop: 0.4,
    falseAlarmEvery: 5,
    usualOfAgents: { agent1: 0.5 },
  },
  { measure: 'satisfaction.rated', usual: 0.9, drop: 0.4, falseAlarmEvery: 50 },
  {
    measure: 'resolution.ofAsked',
    usual: 0.6,
    drop: 0.5,
    falseAlarmEvery: 3,
    usualOfQueues: { queue0: 0.8 },
  },
]

const observation = fc.record({
  measure: fc.constantFrom(...CHARTED),
  queue: fc.integer({ min: -1, max: 1 }),
  agent: fc.integer({ min: -1, max: 2 }),
  isSuccess: fc.boolean(),
})

test('each agent and queue has charts of its own, and what they flag is told once, in order', () => {
  fc.assert(
    fc.property(fc.array(observation, { maxLength: 120 }), fc.nat(120), (observations, cut) => {
      const table = new MeasureTable(1000, 1)
      const queues = [0, 1].map((index) => table.row('queue', `queue${index}`))
      const agents = [0, 1, 2].map((index) => table.row('agent', `agent${index}`))
      let charts = new LiveCharts(table, SPECS)
      const each = new Map<string, ControlChart>()
      observations.forEach(({ measure, queue, agent, isSuccess }, index) => {
        if (index === cut) {
          const json = charts.toJSON()
          charts = new LiveCharts(table, SPECS)
          charts.read(JSON.parse(JSON.stringify(json)) as typeof json)
        }
        charts.nowMs = index
        charts.observe(measure, queues[queue] ?? -1, agents[agent] ?? -1, isSuccess)
        const expected = SPECS.flatMap((spec, place) => {
          if (spec.measure !== measure) return []
          const rows = [
            ...(queue < 0 ? [] : [{ kind: 'queue', name: `queue${queue}`, own: spec.usualOfQueues }]),
            ...(agent < 0 ? [] : [{ kind: 'agent', name: `agent${agent}`, own: spec.usualOfAgents }]),
          ]
          return rows.flatMap(({ kind, name, own }) => {
            const key = `${place} ${name}`
            const usual = own?.[name]
            const chart =
              each.get(key) ??
              new ControlChart(designChart(usual === undefined ? spec : specFor(spec, usual)))
            each.set(key, chart)
            if (!chart.observe(isSuccess)) return []
            const { observed, failed } = chart
            return [{ measure, kind, name, atMs: index, observed, failed, usual: usual ?? spec.usual }]
          })
        })
        expect(charts.take()).toMatchObject(expected)
        expect(charts.take()).toEqual([])
      })
    }),
  )
})

test('a usual share of one’s own has the same points between it and the drop, and a sound chart', () => {
  const spec = { usual: 0.9, drop: 0.7, falseAlarmEvery: 1000 }
  expect(specFor(spec, 0.8).drop).toBeCloseTo(0.6, 12)
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 0.999, noNaN: true }), (own) => {
      expect(chartFault(specFor(spec, own))).toBe(undefined)
    }),
  )
})

const policy = definePolicy({ channels: { chat: {} }, skills: [], queues: { main: {}, side: {} } })

/** One conversation with each agent in turn, which ends as it says. */
function converse(
  engine: Engine,
  number: number,
  agentId: string,
  outcome: 'resolved' | 'unresolved',
): Command[] {
  const contactId = `contact ${number}`
  const atMs = engine.nowMs + 1000
  const queue = agentId === 'ana' ? 'main' : 'side'
  return [
    { type: 'contact.arrive', atMs, contactId, queue, channel: 'chat' },
    { type: 'contact.finish', atMs: atMs + 1000, contactId, outcome },
  ]
}

test('the agent whose customers’ issues are suddenly not solved is flagged, and nobody else; a snapshot keeps the levels', () => {
  const engine: Engine = createEngine(policy, { mode: 'assign' })
  let live = createLiveMeasures(policy)
  const tell = (command: Command): void => live.read(engine.apply(command))
  tell({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {}, queues: ['main'] })
  tell({ type: 'agent.signIn', atMs: 0, agentId: 'ben', skills: {}, queues: ['side'] })
  for (let number = 0; number < 200; number++) {
    const isBad = number >= 100 && number % 2 === 0
    for (const command of converse(engine, number, 'ana', isBad ? 'unresolved' : 'resolved')) tell(command)
    for (const command of converse(engine, 1000 + number, 'ben', 'resolved')) tell(command)
    if (number === 101) live = restoreLiveMeasures(live.snapshot())
    if (number === 99) expect(live.takeDrops()).toEqual([])
  }
  const drops = live.takeDrops()
  expect(drops.length).toBeGreaterThan(2)
  expect(drops.every(({ name }) => name === 'ana' || name === 'main')).toBe(true)
  expect(drops[0]).toMatchObject({ measure: 'resolution.ofAsked', kind: 'queue', name: 'main', usual: 0.95 })
  expect(drops[0]!.falseAlarmEvery).toBeGreaterThanOrEqual(1000)
  // Half of them fail: the level of 24 is reached after four failures.
  expect(drops[0]).toMatchObject({ observed: 7, failed: 4 })
})

test('faults of charts are told with the others', () => {
  const charts = [
    { measure: 'asa', usual: 0.9, drop: 0.95, falseAlarmEvery: 10 },
    {
      measure: 'satisfaction.rated',
      usual: 0.9,
      drop: 0.7,
      falseAlarmEvery: 10,
      usualOfAgents: { ana: 1.5 },
    },
  ] as unknown as LiveChartSpec[]
  expect(() => createLiveMeasures(policy, { charts })).toThrow(
    /charts\[0\]: drop must be[^]*charts\[0\].measure: cannot be charted[^]*charts\[1\]: usual must be/,
  )
})

test('a chart that is none, and a queue that there is not, are faults like the others', () => {
  const usual = { measure: 'satisfaction.rated', usual: 0.9, drop: 0.7, falseAlarmEvery: 10 }
  const charts = [
    null,
    { ...usual, usualOfAgents: null },
    { ...usual, usualOfQueues: { mian: 0.8 } },
    { ...usual, measure: 7 },
  ] as unknown as LiveChartSpec[]
  expect(() => createLiveMeasures(policy, { charts })).toThrow(
    /charts\[0\]: must be a chart[^]*charts\[1\].usualOfAgents: must be an object[^]*charts\[2\].usualOfQueues.mian: unknown queue[^]*charts\[3\].measure: cannot be charted/,
  )
})
