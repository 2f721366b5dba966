/** Sums per group and interval, and per agent, against adding up every millisecond of every agent. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AGENT_FIELDS,
  AgentTime,
  AVAILABLE_MS,
  BESIDES_MS,
  BUSY_MS,
  EXTRA_MS,
  OVERTIME_MS,
  PAID_MS,
} from '../../../src/sim/measures/agent-time.js'
import { Intervals } from '../../../src/sim/measures/intervals.js'

const GROUPS = [0, 0, 1]
const change = fc.record({
  agent: fc.integer({ min: 0, max: GROUPS.length - 1 }),
  afterMs: fc.integer({ min: 0, max: 40 }),
  what: fc.constantFrom(
    'available' as const,
    'away' as const,
    'more' as const,
    'less' as const,
    'paid' as const,
    'unpaid' as const,
  ),
})

describe("agents' time", () => {
  it('is what a stopwatch per agent would have shown', () => {
    const span = fc.record({
      from: fc.integer({ min: 0, max: 50 }),
      warm: fc.integer({ min: 0, max: 50 }),
      length: fc.integer({ min: 1, max: 300 }),
      interval: fc.constantFrom(null, 7, 100),
    })
    fc.assert(
      fc.property(span, fc.array(change, { maxLength: 30 }), ({ from, warm, length, interval }, list) => {
        const intervals = new Intervals(from, from + warm, from + length, interval, false)
        const time = new AgentTime(Int32Array.from(GROUPS), 2, intervals)
        const naive = new Float64Array(2 * intervals.count * AGENT_FIELDS)
        const naiveByAgent = new Float64Array(GROUPS.length * AGENT_FIELDS)
        const available = GROUPS.map(() => false)
        const paid = GROUPS.map(() => false)
        const contacts = GROUPS.map(() => 0)
        let now = 0
        const pass = (until: number): void => {
          for (; now < until; now++) {
            if (now < from + warm || now >= from + length) continue
            GROUPS.forEach((group, agent) => {
              const row = (group * intervals.count + intervals.indexOf(now)) * AGENT_FIELDS
              const add = (field: number, ms: number): void => {
                const own = agent * AGENT_FIELDS + field
                naive[row + field] = naive[row + field]! + ms
                naiveByAgent[own] = naiveByAgent[own]! + ms
              }
              const busy = contacts[agent]! > 0
              if (available[agent]) add(AVAILABLE_MS, 1)
              if (available[agent] && busy) add(BUSY_MS, 1)
              if (available[agent] && busy) add(BESIDES_MS, contacts[agent]! - 1)
              if (!available[agent] && busy) add(OVERTIME_MS, 1)
              if (paid[agent]) add(PAID_MS, 1)
              if (!paid[agent] && busy) add(EXTRA_MS, 1)
            })
          }
        }
        for (const { agent, afterMs, what } of list) {
          pass(now + afterMs)
          if (what === 'available' || what === 'away') {
            available[agent] = what === 'available'
            time.setAvailable(agent, available[agent], now)
          } else if (what === 'paid' || what === 'unpaid') {
            paid[agent] = what === 'paid'
            time.setPaid(agent, paid[agent], now)
          } else if (what === 'more' || contacts[agent]! > 0) {
            const step = what === 'more' ? 1 : -1
            contacts[agent] = contacts[agent]! + step
            time.addContact(agent, step, now)
          }
        }
        pass(now + 60)
        time.close(now)
        expect([...time.sums]).toEqual([...naive])
        expect([...time.byAgent]).toEqual([...naiveByAgent])
      }),
    )
  })

  it('a contact cannot end twice', () => {
    const time = new AgentTime(Int32Array.of(0), 1, new Intervals(0, 0, 9, null, false))
    expect(() => time.addContact(0, -1, 1)).toThrow('ended twice')
  })
})
