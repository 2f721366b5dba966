import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scenarioJsonSchema } from '../../../src/sim/scenario/scenario.js'

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
