import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { agree, allocated, compare, percentiles, type Row } from '../../bench/measure.js'
import { tableOf } from '../../bench/report.js'
import { BENCHES } from '../../bench/run.js'

const WITHOUT_RESULT = '-'

/** Results by what was compared. */
function digestsOf(rows: readonly Row[]): Map<string, Set<string>> {
  const digests = new Map<string, Set<string>>()
  for (const { work, digest } of rows) {
    if (digest !== WITHOUT_RESULT) digests.set(work, (digests.get(work) ?? new Set()).add(digest))
  }
  return digests
}

const rowsOf = new Map<string, Row[]>()

/** The rows of a tiny run, which is done once. */
function tiny(name: string): Row[] {
  const rows = rowsOf.get(name) ?? BENCHES[name]!('tiny')
  rowsOf.set(name, rows)
  return rows
}

test('every benchmark file is run, and no other', () => {
  const root = fileURLToPath(new URL('../../bench/', import.meta.url))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.bench.ts'))
    .map((path) => path.split('\\').join('/').slice(0, -'.bench.ts'.length))
  expect(Object.keys(BENCHES).toSorted()).toEqual(files.toSorted())
})

describe('a few operations of every benchmark come to the same results for all contenders', () => {
  test.each(Object.keys(BENCHES))('%s', (name) => {
    const rows = tiny(name)
    const digests = digestsOf(rows)
    expect(digests.size).toBeGreaterThan(0)
    for (const [work, results] of digests) expect([...results], work).toHaveLength(1)
    for (const { medianNs, bytes } of rows) expect(medianNs ?? bytes).toSatisfy(Number.isFinite)
    expect(tableOf(rows).length).toBeGreaterThan(rows.length)
  })
})

test('decisions of the routing core, the engine and the naive twin are the same, and depend on the work', () => {
  const decisions = tiny('routing/decision')
  const cycles = tiny('engine/cycle')
  const rush = (rows: readonly Row[], name: string): string =>
    rows.find(({ work, contender }) => work.startsWith('rush hour') && contender === name)!.digest
  const names = ['engine, handles', 'engine, ids', 'routing core', 'naive twin', 'heap-js with skip']
  const results = names.map((name) => rush(cycles, name))
  expect(new Set([...results, rush(decisions, 'sorted array')]).size).toBe(1)
  const all = decisions.filter(({ digest }) => digest !== WITHOUT_RESULT).map(({ digest }) => digest)
  expect(new Set(all).size).toBeGreaterThan(8)
})

test('contenders that disagree are not timed', () => {
  const contender = (name: string, digest: string) => ({ name, digest, steps: () => 0 })
  const options = { scale: 'tiny', rival: 'a' } as const
  expect(() => agree('w', [contender('a', '1'), contender('b', '2')])).toThrow('w: results differ: a 1, b 2')
  expect(() => compare('w', [contender('a', '1'), contender('b', '2')], options)).toThrow('results differ')
  expect(() => agree('w', [contender('a', '1'), contender('b', '-'), contender('c', '1')])).not.toThrow()
})

test('percentiles are left out when hardly a sample lies beyond them', () => {
  const few = percentiles([1e9, 2e9, 3e9, 4e9])
  expect(Object.keys(few).toSorted()).toEqual(['longestNs', 'p50Ns'])
  const many = percentiles(Array.from({ length: 20_000 }, (_, i) => (i + 1) * 1e6))
  // Less what asking the clock costs, which is far below the distance of these samples.
  const inMs = [many.p50Ns, many.p99Ns, many.p999Ns, many.p9999Ns, many.longestNs].map((ns) => ns! / 1e6)
  expect(inMs.map(Math.round)).toEqual([10_001, 19_801, 19_981, 19_999, 20_000])
})

test('what is allocated is seen, to a few bytes', () => {
  const kept: Float64Array[] = []
  const allocating = (n: number): void => {
    for (let i = 0; i < n; i++) kept.push(Float64Array.of(i))
  }
  const idle = (n: number): number => n
  expect(allocated(allocating, 1_000, 'quick')).toBeGreaterThan(50)
  expect(allocated(idle, 1_000, 'quick')).toBeLessThan(2)
})
