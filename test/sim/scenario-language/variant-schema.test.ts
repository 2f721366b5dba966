/** The schema of scenarios that editors get: it says yes and no to the same files as the command line, as far as a shape can. */
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { scenarioJsonSchema } from '../../../src/sim/scenario/scenario.js'
import { withVariants } from '../../../src/sim/scenario-language/variant-schema.js'

type Schema = Record<string, unknown>

/** The checks of a schema, or of one of its definitions: zod reads no conditions. */
function checks(schema: object, definition?: string): z.ZodType {
  const { allOf: _conditions, ...rest } = schema as Schema
  const root = definition === undefined ? rest : { ...rest, $ref: `#/definitions/${definition}` }
  return z.fromJSONSchema(root)
}

const scenario = scenarioJsonSchema() as Schema
const whole = checks(scenario, 'whole')
const variant = checks(scenario, 'variant')

/** What an editor says of a scenario. */
function accepts(value: object): boolean {
  return (Object.hasOwn(value, 'extends') ? variant : whole).safeParse(value).success
}

const folder = fileURLToPath(new URL('../../../examples', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
)
const scenarios = files.filter((name) => !name.includes('policies'))

describe('the schema of scenarios for editors', () => {
  it.each(scenarios)('marks nothing in %s', (name) => {
    expect(accepts(parse(readFileSync(`${folder}/${name}`, 'utf8')) as object)).toBe(true)
  })

  const base = {
    name: 'x',
    until: '1h',
    policy: { channels: { phone: {} }, queues: { calls: {} } },
    demand: { calls: { arrivals: { perHour: 5 } } },
    service: { law: 'exponential', mean: '3min' },
    agents: [{ name: 'a' }],
  }

  it.each<[string, object, boolean]>([
    ['a whole scenario', {}, true],
    ['a time in words', { until: '1 hour' }, false],
    ['a number that was hardly meant as milliseconds', { service: 180 }, false],
    ['such a number within a law', { service: { law: 'exponential', mean: 999 } }, false],
    ['numbers of milliseconds, and none', { service: 1_000, warmUp: 0, wrapUp: [{ time: 0 }] }, true],
    ['keys that are numbers', { balking: { 5: 0.2 }, slowdown: { 2: 1.5 } }, true],
    ['keys that are the wrong numbers', { slowdown: { 1: 1.5 } }, false],
    ['a misspelt key', { servise: '3min' }, false],
    ['a law without its mean', { service: { law: 'exponential' } }, false],
    ['nothing where null removes nothing', { patience: null }, false],
    ['agents by name', { agents: { a: { count: 3 } } }, false],
  ])('%s', (_, change, isSound) => {
    expect(accepts({ ...base, ...change })).toBe(isSound)
  })

  it.each<[string, object, boolean]>([
    ['a change of one number', { service: { mean: '4min' } }, true],
    ['agents by name, and one fewer', { agents: { a: { count: 3 }, b: null } }, true],
    ['agents as a list, told by name', { agents: [{ name: 'a', count: 3 }] }, true],
    ['agents without a name', { agents: [{ count: 3 }] }, false],
    ['such a number as a time', { service: { mean: 180 } }, false],
    ['what is taken away', { patience: null, until: null, policy: { queues: { calls: null } } }, true],
    ['a part of a policy', { policy: { queues: { calls: { band: 2 } } } }, true],
    ['a misspelt key deep inside', { policy: { queues: { calls: { bnd: 2 } } } }, false],
    ['a list, which replaces, with a hole', { surges: [{ from: '9:00' }] }, false],
    ['a time in words', { service: { mean: '4 minutes' } }, false],
  ])('%s, in a variant', (_, change, isSound) => {
    expect(accepts({ extends: 'base.yaml', ...change })).toBe(isSound)
  })

  it('is of a variant where `extends` is stated', () => {
    const states = { required: ['extends'] }
    expect(scenario['allOf']).toEqual([
      { if: states, else: { $ref: '#/definitions/whole' } },
      { if: { not: states }, else: { $ref: '#/definitions/variant' } },
    ])
  })

  it('says what every key of a scenario is', () => {
    const { definitions } = scenario as {
      definitions: { whole: { properties: Record<string, Schema> } }
    }
    for (const [key, part] of Object.entries(definitions.whole.properties)) {
      expect(part['description'], key).toMatch(/\w/)
    }
  })

  it('makes loose what speaks of itself', () => {
    const tree = {
      type: 'object',
      properties: { below: { $ref: '#/definitions/tree' } },
      required: ['below'],
    }
    const root = {
      type: 'object',
      properties: { tree: { $ref: '#/definitions/tree' } },
      definitions: { tree },
    }
    const { definitions } = withVariants(root, []) as { definitions: { treeOfVariant: Schema } }
    expect(definitions.treeOfVariant).toEqual({
      type: 'object',
      properties: { below: { anyOf: [{ $ref: '#/definitions/treeOfVariant' }, { type: 'null' }] } },
    })
  })
})
