import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/base/fault.js'
import { checkPolicy, definePolicy, parsePolicy } from '../../../src/engine/policy/policy.js'

const least = { channels: { chat: {} }, skills: ['kitchen'], queues: { main: {} } } as const

function messageOf(make: () => unknown): string {
  try {
    make()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('definePolicy and parsePolicy', () => {
  it('take the same policy and give the same one', () => {
    expect(definePolicy(least)).toEqual(parsePolicy(structuredClone(least)))
  })

  it('refuse the same policy with the same words, all faults at once', () => {
    const message = [
      'policy: 4 faults',
      '  boostMs: must be a whole number from 0 to 2147483648, not -1',
      '  skills[1]: "kitchen" is listed twice',
      '  workOrder: must end in "standing"',
      '  agentOrder[1]: "load" is listed twice',
    ].join('\n')
    const wrong = {
      ...least,
      skills: ['kitchen', 'kitchen'],
      boostMs: -1,
      workOrder: ['standing', 'fit'],
      agentOrder: ['load', 'load'],
    } as const
    expect(messageOf(() => definePolicy(wrong))).toBe(message)
    expect(messageOf(() => parsePolicy(structuredClone(wrong)))).toBe(message)
  })

  it('says what was meant', () => {
    expect(messageOf(() => parsePolicy({ ...least, queues: { main: { requires: { kichen: 5 } } } }))).toBe(
      'policy: 1 fault\n  queues.main.requires.kichen: unknown skill "kichen" (maybe "kitchen"?)',
    )
  })

  it('give a policy that nobody can change, and that does not follow its source', () => {
    const source = structuredClone(least) as { skills: readonly string[]; queues: Record<string, unknown> }
    const { normal } = parsePolicy(source)
    source.queues['other'] = {}
    expect(normal.queues.length).toBe(1)
    expect(() => (normal.queues as unknown[]).push(1)).toThrow(TypeError)
    expect(() => Object.assign(normal.emotion, { headStartMs: 1 })).toThrow(TypeError)
  })

  it('take an explicit undefined as absent', () => {
    expect(
      parsePolicy({ ...least, tiers: undefined, regions: undefined, promises: { queueWait: undefined } }),
    ).toEqual(parsePolicy(least))
  })
})

describe('checkPolicy', () => {
  it('says what is missing', () => {
    expect(checkPolicy({}).map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['channels', 'is missing, must be an object from names to values'],
      ['queues', 'is missing, must be an object from names to values'],
    ])
  })

  it.each([undefined, null, 3, 'policy', [], () => 1])('refuses %s', (value) => {
    expect(checkPolicy(value).map(({ path }) => path)).toEqual([[]])
  })

  it('refuses a name that would vanish from a plain object', () => {
    const value: unknown = JSON.parse('{"channels":{"chat":{}},"skills":["__proto__"],"queues":{"main":{}}}')
    expect(checkPolicy(value).map(({ path }) => path)).toEqual([['skills', 0]])
    const table: unknown = JSON.parse('{"channels":{"chat":{}},"queues":{"main":{},"__proto__":{}}}')
    expect(checkPolicy(table).map(({ path }) => path)).toEqual([['queues', '__proto__']])
  })

  it('takes the names of members that every object has', () => {
    const odd = {
      channels: { toString: {} },
      skills: ['constructor', 'valueOf'],
      queues: { hasOwnProperty: { requires: { valueOf: 2 }, keepFree: {} } },
      regions: ['constructor', 'toString'],
      regionDistance: { constructor: { toString: 4 } },
      pools: ['constructor'],
    }
    expect(checkPolicy(odd)).toEqual([])
    const { normal } = parsePolicy(odd)
    expect(normal.queues[0]!.keepFree).toEqual([])
    expect(normal.distance).toEqual([
      [0, 4],
      [4, 0],
    ])
  })

  it('say what is wrong with the horizon, beside the faults of the calendars themselves', () => {
    const policy = { ...least, calendars: { office: { zone: 'UTC', weekly: { mon: ['09:00-17:00'] } } } }
    const hint =
      'beside the policy, { horizon: { fromAtMs, untilAtMs } }: from the first command on, a year or two'
    const missing = `policy: 1 fault\n  calendars: need a horizon: from when until when the hours count (${hint})`
    expect(messageOf(() => parsePolicy(policy))).toBe(missing)
    const fromFile = JSON.parse('{"horizon":null}') as Record<string, never>
    expect(messageOf(() => parsePolicy(policy, fromFile))).toBe(missing)
    const inverted = { horizon: { fromAtMs: 10, untilAtMs: 5 } }
    expect(messageOf(() => parsePolicy(policy, inverted))).toBe(
      `policy: 1 fault\n  calendars: the horizon from 10 to 5 is no span of whole milliseconds within 0..2^42 (${hint})`,
    )
    const closed = { ...least, calendars: { office: { zone: 'UTC', weekly: {} } } }
    expect(messageOf(() => parsePolicy(closed))).toMatch(/2 faults\n.*never opens.*\n.*need a horizon/)
    expect(parsePolicy(least).normal.calendars).toEqual([])
  })
})
