import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { checkPolicy } from '../../../src/engine/policy/policy.js'
import { policyJsonSchema, policySpecSchema } from '../../../src/engine/policy/policy-schema.js'

interface JsonSchema {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly definitions?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly minimum?: number
  readonly maximum?: number
}
const schema = policyJsonSchema() as JsonSchema

function below(part: JsonSchema): JsonSchema[] {
  const more = typeof part.additionalProperties === 'object' ? [part.additionalProperties] : []
  return [
    ...Object.values(part.properties ?? {}),
    ...Object.values(part.patternProperties ?? {}),
    ...Object.values(part.definitions ?? {}),
    ...more,
    ...(part.items ? [part.items] : []),
    ...(part.anyOf ?? []),
    ...(part.oneOf ?? []),
  ]
}
function all(part: JsonSchema): JsonSchema[] {
  return [part, ...below(part).flatMap(all)]
}

describe('the JSON Schema', () => {
  it('is plain draft 07', () => {
    expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' })
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
  })

  it('is the committed one (renew it with `skillroute schema policy`)', () => {
    const committed = new URL('../../../schema/policy.schema.json', import.meta.url)
    expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(schema)
  })

  it('knows every field of the zod schema and refuses all others', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual(Object.keys(policySpecSchema.shape))
    const objects = all(schema).filter(({ properties }) => properties !== undefined)
    expect(objects.length).toBeGreaterThan(10)
    expect(objects.filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([])
  })

  it('describes every field for editors, except the two words that choose the mode', () => {
    const silent = all(schema)
      .flatMap(({ properties }) => Object.entries(properties ?? {}))
      .filter(([, { description }]) => description === undefined)
    expect(silent.map(([name]) => name)).toEqual(['mode', 'mode'])
  })

  it('bounds every number', () => {
    const numbers = all(schema).filter(({ type }) => type === 'integer' || type === 'number')
    expect(numbers.length).toBeGreaterThan(20)
    expect(numbers.filter(({ minimum = -1, maximum = 2 ** 53 }) => minimum < 0 || maximum > 2 ** 42)).toEqual(
      [],
    )
  })
})

describe('ranges', () => {
  const base = {
    channels: { chat: {} },
    skills: ['a'],
    queues: { main: {} },
    pools: ['p'],
    regions: ['n', 's'],
  }
  const queue = (more: object): object => ({ ...base, queues: { main: more } })
  const cases: readonly [what: string, make: (value: number) => object, least: number, most: number][] = [
    ['a level', (value) => queue({ requires: { a: value } }), 1, 100],
    ['a lowered level', (value) => queue({ relax: [{ afterMs: 1, lower: { a: value } }] }), 1, 100],
    ['units', (value) => ({ ...base, channels: { chat: { units: value } } }), 1, 1000],
    ['capacityUnits', (value) => ({ ...base, capacityUnits: value }), 1, 1000],
    ['a band', (value) => queue({ band: value }), 0, 100],
    ['maxWaiting', (value) => queue({ maxWaiting: value }), 1, 2 ** 31 - 1],
    ['keepFree', (value) => queue({ keepFree: { p: value } }), 0, 1_000_000],
    ['ageing', (value) => ({ ...base, tiers: { t: { ageingPercent: value } } }), 0, 1000],
    [
      'anxiousFrom',
      (value) => ({ ...base, emotion: { anxiousFrom: value, angryFrom: 100, hysteresis: 0 } }),
      1,
      99,
    ],
    ['a load', (value) => ({ ...base, emotion: { calm: { load: value } } }), 0, 100],
    ['a distance', (value) => ({ ...base, regionDistance: { n: { s: value } } }), 0, 1000],
    ['ringMs', (value) => ({ ...base, offer: { ringMs: value } }), 1, 2 ** 42],
    ['a hold', (value) => ({ ...base, hold: { lastMs: value } }), 0, 2 ** 42],
    ['a window', (value) => ({ ...base, matching: { mode: 'batch', windowMs: value } }), 1, 2 ** 42],
    ['a breach', (value) => ({ ...base, promises: { firstReply: { breachMs: value } } }), 1, 2 ** 42],
    ['the ageing cap', (value) => ({ ...base, ageingCapMs: value }), 0, 2 ** 42],
    ['the version', (value) => ({ ...base, version: value }), 0, 2 ** 31 - 1],
  ]
  it.each(cases)('%s', (_what, make, least, most) => {
    for (const value of [least, most]) expect(checkPolicy(make(value)).map(faultText)).toEqual([])
    for (const value of [least - 1, most + 1, least + 0.5, Number.NaN, Infinity]) {
      expect(checkPolicy(make(value)).length).toBe(1)
    }
  })
})
