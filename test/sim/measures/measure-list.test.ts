import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  MEASURES,
  type RowKind,
  appliesTo,
  measureIndex,
  ratioOf,
} from '../../../src/sim/measures/measure-list.js'
import { NO_FACTS } from '../../../src/sim/measures/measures.js'
import * as count from '../../../src/sim/measures/tally.js'

describe('the list of measures', () => {
  it('names each once, and finds it', () => {
    const names = MEASURES.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    names.forEach((name, column) => expect(measureIndex(name)).toBe(column))
    for (const { numerator, denominator } of MEASURES) {
      expect(numerator.length * denominator.length).toBeGreaterThan(0)
    }
    expect(measureIndex('waiting')).toBe(-1)
  })

  it('says which way is better, as a planner would', () => {
    const better = Object.fromEntries(MEASURES.map((measure) => [measure.name, measure.better]))
    expect(better).toMatchObject({
      'serviceLevel.withAbandons': 'higher',
      contactsPerAgentHour: 'higher',
      meanWait: 'lower',
      'wait.p95': 'lower',
      abandonment: 'lower',
      agentHours: 'lower',
      occupancy: 'neither',
      offered: 'neither',
    })
  })

  it('knows which rows a measure has a meaning for', () => {
    const applies = (name: string): RowKind[] =>
      (['total', 'queue', 'tier', 'interval', 'group', 'agent', 'match'] as const).filter((kind) =>
        appliesTo(measureIndex(name), kind),
      )
    expect(applies('meanWait')).toEqual(['total', 'queue', 'tier', 'interval'])
    expect(applies('wait.p90')).toEqual(['total', 'queue', 'tier'])
    expect(applies('occupancy')).toEqual(['total', 'interval', 'group', 'agent'])
    expect(applies('answered')).toEqual(['total', 'queue', 'tier', 'interval', 'group', 'agent'])
    expect(applies('hardContacts')).toEqual(['total', 'group', 'agent'])
    expect(applies('matchShare')).toEqual(['match'])
    expect(applies('contactsPerAgentHour')).toEqual(['total', 'interval', 'group', 'agent'])
  })

  it('gives no ratio where facts are missing', () => {
    MEASURES.forEach((_, column) => expect(ratioOf(column, NO_FACTS)).toBeNull())
  })

  it('knows no longest wait where nobody was answered or gave up', () => {
    const contacts = new Float64Array(count.FIELDS)
    const facts = { ...NO_FACTS, contacts, answered: 0 }
    const longest = measureIndex('longestWait')
    expect(ratioOf(longest, facts)).toEqual([0, 0])
    contacts[count.ANSWERED] = 1
    expect(ratioOf(longest, facts)).toEqual([0, 1])
  })

  it('is explained in the glossary, every measure of it but the plain counts', () => {
    const glossary = readFileSync(
      fileURLToPath(new URL('../../../docs/glossary.md', import.meta.url)),
      'utf8',
    )
    const ratios = MEASURES.filter(({ denominator }) => denominator !== 'run')
    for (const { name } of ratios) expect(glossary).toContain(`\`${name}\``)
    expect(glossary).toContain('`wait.p90`')
  })
})
