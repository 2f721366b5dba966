/** Agents on the page: few are all told, of many both ends, and singles of whom there are many share a line. */
import { describe, expect, it } from 'vitest'
import { agentsSection } from '../../../src/cli/reports/page-agents.js'
import type { SimulateReport } from '../../../src/cli/reports/simulate-report.js'
import type { EstimateRow } from '../../../src/sim/study/replicate.js'

function row(kind: 'group' | 'agent', name: string, value: number, hard = 0, group?: string): EstimateRow {
  const of = (each: number) => ({
    value: each,
    standardError: 0.01,
    halfWidth: 0.02,
    numerator: each,
    denominator: 1,
  })
  const estimates = { occupancy: of(value), answered: of(value * 100), hardContacts: of(hard) }
  return { kind, name, estimates, ...(group === undefined ? {} : { group }) }
}

/** Groups of so many agents each, whose occupancy grows by a hundredth from agent to agent. */
function report(sizes: Readonly<Record<string, number>>, hard = 0): SimulateReport {
  let value = 0
  const agents = Object.entries(sizes).flatMap(([group, size]) =>
    Array.from({ length: size }, (_, i) =>
      row('agent', size === 1 ? group : `${group}-${i + 1}`, (value++ % 100) / 100, hard, group),
    ),
  )
  const groups = Object.keys(sizes).map((name) => row('group', name, 0.5, hard))
  return {
    scenario: 'plan',
    source: {},
    version: '0.0.0',
    configHash: '',
    seed: 1,
    fromMs: 0,
    untilMs: null,
    serviceLevels: [],
    recorded: null,
    thresholds: [],
    summary: { replications: 9, confidence: 0.95, rows: [...groups, ...agents] },
  }
}

/** First cells of the rows of the tables, by caption. */
function tables(text: string): Record<string, string[]> {
  const found = [...text.matchAll(/<caption[^>]*>(.*?)<\/caption>(.*?)<\/table>/gs)]
  return Object.fromEntries(
    found.map(([, caption, body]) => [
      caption!,
      [...body!.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name!),
    ]),
  )
}

function dots(text: string): number {
  return text.match(/<circle/g)?.length ?? 0
}

describe('the agents of a report', () => {
  it('are all told where they are few, the most occupied first, and groups of several beside', () => {
    const text = agentsSection([report({ ana: 1, pool: 3 })])
    expect(tables(text)).toEqual({
      'Groups of agents, all members together': ['pool'],
      'All agents, the most occupied first': ['pool-3', 'pool-2', 'pool-1', 'ana'],
    })
    expect(dots(text)).toBe(4)
    expect(text).toContain('<title>pool-3: 3.0 % ± 2.0</title>')
    expect(text).not.toContain('hard contacts')
    expect(agentsSection([report({ ana: 1 }, 2)])).toContain('hard contacts')
  })

  it('are told from both ends where they are many, with all of them to be opened', () => {
    const text = agentsSection([report({ one: 16, other: 15 })])
    const found = tables(text)
    expect(found['The 5 most occupied of 31 agents']).toEqual([15, 14, 13, 12, 11].map((n) => `other-${n}`))
    expect(found['The 5 least occupied of 31 agents']).toEqual([5, 4, 3, 2, 1].map((n) => `one-${n}`))
    expect(found['All agents']).toHaveLength(31)
    expect(text).toContain('<details><summary>All 31 agents</summary>')
  })

  it('are too many for a list beyond five hundred', () => {
    const text = agentsSection([report({ crowd: 501 })])
    expect(tables(text)['All agents']).toBeUndefined()
    expect(text).toContain('All 501 are in the output of <code>--json</code>')
    expect(text).toContain('Of more than 60 the outermost are dots')
    expect(text.length).toBeLessThan(30_000)
  })

  it('share a line where there are many groups of one', () => {
    const names = Array.from({ length: 31 }, (_, i) => `agent ${i}`)
    const text = agentsSection([report({ ...Object.fromEntries(names.map((name) => [name, 1])), pool: 2 })])
    const lines = [...text.matchAll(/<text class="row"[^>]*>(.*?)<\/text>/g)].map(([, name]) => name)
    expect(lines).toEqual(['pool', 'single agents'])
    expect(dots(text)).toBe(33)
  })

  it('stand below each other for several scenarios, folded', () => {
    const second = { ...report({ ana: 1, pool: 4 }), scenario: '<other>' }
    const text = agentsSection([report({ ana: 1, pool: 2 }), second])
    expect(text.match(/class="dot c0"/g)).toHaveLength(3)
    expect(text.match(/class="dot c1"/g)).toHaveLength(5)
    expect(text).toContain('<summary>&lt;other&gt;</summary>')
    expect(text).toContain('&lt;other&gt;: Groups of agents')
  })

  it('are left out where nobody is known', () => {
    expect(agentsSection([report({})])).toBe('')
  })
})
