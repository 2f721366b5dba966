/**
 * JSON Schema as editors can use it. What zod writes is sound, but editors read YAML keys that are numbers as numbers, and
 * show the nearest branch of a union.
 * Idea: plain data is rewritten: names of keys become patterns of keys, and a time one schema of number or text.
 * **cost** O(size of the schema); allocates a copy. **order** keys as they are.
 */

export type Schema = { readonly [key: string]: unknown }

/** Keys of a file that are for editors, or hold what anchors name: a pattern. */
export const ASIDE_KEYS = '^(x-|\\$schema$)'

/** The schema with what editors stumble over put in other words; it accepts the same values. */
export function editorSchema(schema: object): Schema {
  const { properties, ...rest } = rewritten(schema) as Schema
  return properties === undefined ? rest : { properties, patternProperties: { [ASIDE_KEYS]: {} }, ...rest }
}

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten)
  if (!isSchema(value)) return value
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, rewritten(part)]),
  )
  return besideReference(oneOfKinds(patternsOfKeys(copy)))
}

/** Words beside a reference, and not around it: editors show the words that stand nearest. */
function besideReference({ allOf, ...rest }: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(allOf)) return rest
  const [only] = allOf as readonly Schema[]
  return allOf.length === 1 && only!['$ref'] !== undefined ? { ...rest, ...only } : { allOf, ...rest }
}

/** Keys by pattern, and not by `propertyNames`, of which editors say that the number 5 is no text. */
function patternsOfKeys({ propertyNames, ...schema }: Record<string, unknown>): Record<string, unknown> {
  if (!isSchema(propertyNames) || !isSchema(schema['additionalProperties'])) return schema
  const { pattern } = propertyNames
  if (typeof pattern !== 'string') return schema
  return {
    ...schema,
    patternProperties: { [pattern]: schema['additionalProperties'] },
    additionalProperties: false,
  }
}

/** One schema of a number or a text in place of two, so that a text is told by its pattern and not that it is no number. */
function oneOfKinds(schema: Record<string, unknown>): Record<string, unknown> {
  const { anyOf, ...rest } = schema
  if (!Array.isArray(anyOf)) return schema
  const branches = anyOf as readonly Schema[]
  const number = branches.find(({ type }) => type === 'number')
  const text = branches.find(({ type, pattern }) => type === 'string' && pattern !== undefined)
  if (number === undefined || text === undefined) return schema
  const both = { ...number, ...text, type: ['string', 'number'] }
  const others = branches.filter((each) => each !== number && each !== text)
  return others.length === 0 ? { ...both, ...rest } : { ...rest, anyOf: [both, ...others] }
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
