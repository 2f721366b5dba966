import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkScenario, scenarioJsonSchema } from '../../../src/sim/scenario/scenario.js'
import { smallSpec } from '../small-scenario.js'

describe('the JSON Schema of scenarios', () => {
  const committed = new URL('../../../schema/scenario.schema.json', import.meta.url)

  it('is the committed one (renew it with `skillroute schema scenario`)', () => {
    expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(scenarioJsonSchema())),
    )
  })

  it('describes the policy too, and shows what each field does', () => {
    const { definitions } = scenarioJsonSchema() as {
      definitions: {
        whole: {
          properties: Record<string, { description?: string; properties?: Record<string, unknown> }>
          required: string[]
          additionalProperties: boolean
        }
      }
    }
    const schema = definitions.whole
    expect(schema.additionalProperties).toBe(false)
    expect(schema.required).toEqual(['name'])
    expect(Object.keys(schema.properties['policy']!.properties!)).toContain('queues')
    expect(schema.properties['warmUp']!.description).toContain('Default 0')
  })
})

describe('a law that there is not', () => {
  const told = (law: string) => {
    const [fault] = checkScenario({ ...smallSpec, patience: { law, mean: '3min' } })
    return { message: fault?.message, hint: fault?.hint }
  }

  it('is told beside all that there are, and with the one that it is like', () => {
    const { definitions } = scenarioJsonSchema() as {
      definitions: { law: { oneOf: { properties: { law: { const: string } } }[] } }
    }
    const laws = definitions.law.oneOf.map(({ properties }) => properties.law.const)
    expect(laws).toHaveLength(10)
    const message = `must be ${laws.slice(0, -1).join(', ')} or ${laws.at(-1)}`
    expect(told('poisson')).toEqual({ message: `${message}, not "poisson"`, hint: undefined })
    for (const law of laws) expect(told(`${law}y`).hint).toBe(`maybe "${law}"?`)
  })
})
