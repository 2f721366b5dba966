/** The schema of policies that editors get, and what is rewritten for them. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { editorSchema } from '../../../src/engine/policy/editor-schema.js'
import { policyJsonSchema } from '../../../src/engine/policy/policy.js'

const file = fileURLToPath(new URL('../../../examples/policies/after-sales.yaml', import.meta.url))

/** Whether an editor marks nothing. */
function accepts(schema: object, value: unknown): boolean {
  return z.fromJSONSchema(schema as Record<string, unknown>).safeParse(value).success
}

describe('the schema for editors', () => {
  it('marks nothing in a policy that is sound', () => {
    const policy = parse(readFileSync(file, 'utf8')) as object
    expect(accepts(policyJsonSchema(), policy)).toBe(true)
    expect(accepts(policyJsonSchema(), { ...policy, skils: [] })).toBe(false)
  })

  it('lets keys for editors and anchors stand aside', () => {
    const schema = editorSchema({ type: 'object', properties: { a: {} }, additionalProperties: false })
    expect(accepts(schema, { a: 1, $schema: 'a.json', 'x-times': { short: '3min' } })).toBe(true)
    expect(accepts(schema, { a: 1, times: {} })).toBe(false)
  })

  it('takes keys that are numbers, by their pattern', () => {
    const schema = editorSchema({
      type: 'object',
      propertyNames: { type: 'string', pattern: '^[1-9]$' },
      additionalProperties: { type: 'number' },
    })
    expect(schema).toEqual({
      type: 'object',
      patternProperties: { '^[1-9]$': { type: 'number' } },
      additionalProperties: false,
    })
  })

  it('asks for a number or a text at once', () => {
    const kinds = [
      { type: 'number', minimum: 1 },
      { type: 'string', pattern: 'min$' },
    ]
    expect(editorSchema({ anyOf: kinds })).toEqual({
      type: ['string', 'number'],
      minimum: 1,
      pattern: 'min$',
    })
  })

  it('keeps words beside a reference, where editors look', () => {
    expect(editorSchema({ allOf: [{ $ref: '#/definitions/time' }], description: 'When.' })).toEqual({
      $ref: '#/definitions/time',
      description: 'When.',
    })
  })
})
