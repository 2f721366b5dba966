import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, type Fault } from '../../../src/base/fault.js'
import { checkPolicy, parsePolicy } from '../../../src/engine/policy/policy.js'
import { anyPolicySpec } from './policy-arbitrary.js'

type Path = readonly (string | number)[]
type Table = Record<string | number, unknown>

function at(root: unknown, path: Path): unknown {
  return path.reduce(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Table)[part]
        : undefined,
    root,
  )
}

/** A copy in which the value at `path` is another one. */
function planted(root: unknown, path: Path, value: unknown): unknown {
  const [part, ...rest] = path
  if (part === undefined) return value
  const copy: Table = Array.isArray(root)
    ? ([...(root as unknown[])] as unknown as Table)
    : { ...(root as Table) }
  copy[part] = planted(copy[part], rest, value)
  return copy
}

function pathsOf(root: unknown, path: Path = []): Path[] {
  if (typeof root !== 'object' || root === null) return [path]
  return [path, ...Object.entries(root).flatMap(([key, value]) => pathsOf(value, [...path, key]))]
}

/** A rich policy without a fault, and mistakes that can be made in it side by side. */
const sound = {
  channels: { phone: { exclusive: true }, chat: {} },
  skills: ['kitchen', 'senior', 'french'],
  queues: {
    support: {
      requires: { kitchen: 50 },
      relax: [
        { afterMs: 60_000, lower: { kitchen: 20 }, regionWithin: 2 },
        { afterMs: 90_000, drop: ['kitchen'], regionWithin: 'any' },
      ],
      region: 'hard',
      channels: ['phone'],
      keepFree: { seniors: 1 },
      agentOrder: ['load', 'longestIdle'],
      promises: { queueWait: { warnMs: 60_000, breachMs: 70_000, escalateMs: 80_000 }, firstReply: 'off' },
    },
    sales: { requiresAny: [{ french: 1 }] },
  },
  tiers: { gold: { headStartMs: 10 }, silver: {} },
  issues: { broken: { requires: { senior: 10 } } },
  regions: ['north', 'south'],
  regionDistance: { north: { south: 3 } },
  pools: ['seniors'],
  emotion: { anxiousFrom: 30, angryFrom: 60, hysteresis: 5, headStartMs: 10_000 },
  defaultTier: 'gold',
  boostMs: 20_000,
  workOrder: ['fit', 'standing'],
  fallback: { retired: 'sales' },
}
const mistakes: readonly { readonly path: Path; readonly value: unknown; readonly told?: Path }[] = [
  { path: ['version'], value: 1.5 },
  { path: ['versoin'], value: 1 },
  { path: ['channels', 'chat', 'units'], value: 0 },
  { path: ['channels', 'chat', 'exclusive'], value: 'yes' },
  { path: ['skills', 3], value: 'senior' },
  { path: ['queues', 'support', 'band'], value: 101 },
  { path: ['queues', 'support', 'maxWaiting'], value: 0 },
  { path: ['queues', 'support', 'requires', 'kichen'], value: 5 },
  {
    path: ['queues', 'support', 'prefers'],
    value: { senior: 101 },
    told: ['queues', 'support', 'prefers', 'senior'],
  },
  { path: ['queues', 'support', 'relax', 2], value: { afterMs: 100_000 } },
  { path: ['queues', 'support', 'relax', 1, 'afterMs'], value: 60_000 },
  { path: ['queues', 'support', 'relax', 1, 'regionWithin'], value: 2 },
  { path: ['queues', 'support', 'relax', 0, 'lower', 'kitchen'], value: 50 },
  { path: ['queues', 'support', 'channels', 1], value: 'fone' },
  { path: ['queues', 'support', 'keepFree', 'juniors'], value: 1 },
  { path: ['queues', 'support', 'agentOrder', 2], value: 'load' },
  { path: ['queues', 'support', 'promises', 'queueWait', 'warnMs'], value: 70_000 },
  { path: ['queues', 'support', 'promises', 'queueWait', 'escalateMs'], value: 70_000 },
  { path: ['queues', 'support', 'promises', 'firstReply'], value: 'of' },
  { path: ['queues', 'sales', 'requiresAny', 1], value: {} },
  { path: ['queues', ' '], value: {} },
  { path: ['tiers', 'gold', 'ageingPercent'], value: 1001 },
  { path: ['issues', 'broken', 'requires', 'snior'], value: 1 },
  { path: ['regionDistance', 'north', 'north'], value: 1 },
  { path: ['regionDistance', 'south'], value: { est: 1 }, told: ['regionDistance', 'south', 'est'] },
  { path: ['emotion', 'hysteresis'], value: 30 },
  { path: ['emotion', 'calm'], value: { load: -1 }, told: ['emotion', 'calm', 'load'] },
  { path: ['defaultTier'], value: 'bronze' },
  { path: ['boostMs'], value: 9_999 },
  { path: ['workOrder', 2], value: 'queueLength', told: ['workOrder'] },
  { path: ['agentOrder'], value: ['load', 'load'], told: ['agentOrder', 1] },
  {
    path: ['promises'],
    value: { firstReply: { breachMs: 0 } },
    told: ['promises', 'firstReply', 'breachMs'],
  },
  { path: ['ageingCapMs'], value: 'never' },
  { path: ['matching'], value: { mode: 'bach' }, told: ['matching', 'mode'] },
  { path: ['fallback', 'support'], value: 'sales' },
  { path: ['fallback', 'older'], value: 'seils' },
]

function told(faults: readonly Fault[]): string[] {
  return [...new Set(faults.map(({ path }) => JSON.stringify(path)))].sort()
}

describe('checkPolicy', () => {
  it('has nothing against a policy without a fault', () => {
    expect(checkPolicy(sound)).toEqual([])
    fc.assert(
      fc.property(anyPolicySpec, (spec) => {
        expect(checkPolicy(spec)).toEqual([])
      }),
    )
  })

  it('tells every mistake, whatever else is wrong, and nothing but the mistakes', () => {
    fc.assert(
      fc.property(fc.subarray([...mistakes], { minLength: 1 }), (made) => {
        const value = made.reduce(
          (root: unknown, mistake) => planted(root, mistake.path, mistake.value),
          sound,
        )
        expect(told(checkPolicy(value))).toEqual(
          made.map((each) => JSON.stringify(each.told ?? each.path)).sort(),
        )
      }),
    )
  })

  it('survives any value anywhere, and points to what it found', () => {
    fc.assert(
      fc.property(
        anyPolicySpec.chain((spec) =>
          fc.tuple(fc.constant(spec), fc.constantFrom(...pathsOf(spec)), fc.anything()),
        ),
        ([spec, path, value]) => {
          const root = planted(spec, path, value)
          for (const fault of checkPolicy(root)) {
            expect(fault.message).not.toMatch(/undefined|\[object/)
            const isName = fault.value === fault.path.at(-1)
            expect(isName || Object.is(fault.value, at(root, fault.path))).toBe(true)
          }
        },
      ),
    )
  })

  it('tells the same every time and changes nothing', () => {
    fc.assert(
      fc.property(
        anyPolicySpec.chain((spec) =>
          fc.tuple(fc.constant(spec), fc.constantFrom(...pathsOf(spec)), fc.jsonValue()),
        ),
        ([spec, path, value]) => {
          const root = planted(spec, path, value)
          const before = JSON.stringify(root)
          expect(checkPolicy(root)).toEqual(checkPolicy(root))
          expect(JSON.stringify(root)).toBe(before)
        },
      ),
    )
  })
})

describe('parsePolicy', () => {
  it('throws exactly when there is a fault, with all of them', () => {
    fc.assert(
      fc.property(
        anyPolicySpec.chain((spec) =>
          fc.tuple(fc.constant(spec), fc.constantFrom(...pathsOf(spec)), fc.jsonValue()),
        ),
        ([spec, path, value]) => {
          const root = planted(spec, path, value)
          const faults = checkPolicy(root)
          let thrown: unknown
          try {
            parsePolicy(root)
          } catch (error) {
            thrown = error
          }
          expect(thrown instanceof ConfigError).toBe(faults.length > 0)
          if (thrown instanceof ConfigError) expect(thrown.faults).toEqual(faults)
        },
      ),
    )
  })

  it('gives plain data: what JSON carries away is the policy', () => {
    fc.assert(
      fc.property(anyPolicySpec, (spec) => {
        const { normal, version } = parsePolicy(spec)
        expect(JSON.parse(JSON.stringify(normal))).toEqual(normal)
        expect(version).toBe(spec.version ?? 1)
        expect(parsePolicy(JSON.parse(JSON.stringify(spec))).normal).toEqual(normal)
      }),
    )
  })
})
