import { describe, expect, it } from 'vitest'
import { schemaText } from '../../src/cli/schema.js'
import { run } from './captured-terminal.js'

describe('schema', () => {
  it('prints the schema of scenarios unless asked for policies', async () => {
    expect((await run(['schema'])).out).toBe(schemaText('scenario'))
    expect((await run(['schema', 'scenario'])).out).toBe(schemaText('scenario'))
    expect((await run(['schema', 'policy'])).out).toBe(schemaText('policy'))
  })

  it('is JSON Schema, draft 7', () => {
    for (const name of ['scenario', 'policy'] as const) {
      const schema = JSON.parse(schemaText(name)) as { $schema: string; description: string }
      expect(schema.$schema).toContain('draft-07')
      expect(schema.description).toContain(name === 'scenario' ? 'scenario' : 'policy')
    }
  })
})
