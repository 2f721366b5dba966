/**
 * `skillroute schema`: the JSON Schema of scenarios or policies, for editors that complete and check while one types.
 * **cost** builds the schema once.
 */
import { policyJsonSchema } from '../engine/policy/policy.js'
import { scenarioJsonSchema } from '../sim/scenario/scenario.js'

export type SchemaName = 'scenario' | 'policy'

/** The schema as indented JSON, ending in a line break. */
export function schemaText(name: SchemaName): string {
  const schema = name === 'scenario' ? scenarioJsonSchema() : policyJsonSchema()
  return `${JSON.stringify(schema, undefined, 2)}\n`
}
