/**
 * JSON Schema of files that may be variants (`extends`), which editors would otherwise see as incomplete.
 * Idea: a variant is the same schema with nothing required, and null, which removes, allowed everywhere outside lists.
 * **cost** O(size of the schema); allocates a copy. **order** keys as they are; definitions of variants come last.
 */
import { type Schema, isSchema } from '../../engine/policy/editor-schema.js'

/**
 * A schema of which a file with `extends` may state any part. `lists`: keys of the root whose lists may be maps
 * by name instead.
 */
export function withVariants(schema: Schema, lists: readonly string[]): Schema {
  const { $schema, description, definitions = {}, ...whole } = schema
  const own = definitions as Readonly<Record<string, Schema>>
  const loose = new Map<string, Schema>()
  const root = looseness(own, loose)(whole)
  const properties = { ...(root['properties'] as Record<string, Schema>) }
  for (const key of lists) properties[key] = byName(properties[key]!, looseness(own, loose))
  return {
    $schema,
    description,
    // No `then`, with which an object would pass for a promise.
    allOf: [
      { if: { required: ['extends'] }, else: { $ref: '#/definitions/whole' } },
      { if: { not: { required: ['extends'] } }, else: { $ref: '#/definitions/variant' } },
    ],
    definitions: { whole, variant: { ...root, properties }, ...own, ...Object.fromEntries(loose) },
  }
}

/** What makes a schema loose: nothing required, null allowed for every value of an object; lists stay as they are. */
function looseness(definitions: Readonly<Record<string, Schema>>, loose: Map<string, Schema>) {
  const loosened = (schema: Schema): Schema => {
    const { $ref, required: _required, oneOf, ...rest } = schema
    if (typeof $ref === 'string') return { ...rest, $ref: referred($ref) }
    const copy: Record<string, unknown> = { ...rest }
    if (Array.isArray(oneOf)) copy['anyOf'] = oneOf
    for (const key of ['anyOf', 'allOf'] as const) {
      if (Array.isArray(copy[key])) copy[key] = (copy[key] as Schema[]).map(loosened)
    }
    for (const key of ['properties', 'patternProperties'] as const) {
      if (isSchema(copy[key])) {
        copy[key] = Object.fromEntries(
          Object.entries(copy[key]).map(([name, part]) => [name, orNull(loosened(part as Schema))]),
        )
      }
    }
    if (isSchema(copy['additionalProperties'])) {
      copy['additionalProperties'] = orNull(loosened(copy['additionalProperties']))
    }
    return copy
  }
  const referred = ($ref: string): string => {
    const name = $ref.slice('#/definitions/'.length)
    const ofVariant = `${name}OfVariant`
    if (!loose.has(ofVariant)) {
      // Known before it is looked into, for it may speak of itself.
      loose.set(ofVariant, {})
      const part = loosened(definitions[name]!)
      loose.set(ofVariant, part)
      if (JSON.stringify(part) === JSON.stringify(definitions[name])) loose.delete(ofVariant)
    }
    return loose.has(ofVariant) ? `#/definitions/${ofVariant}` : $ref
  }
  return loosened
}

function orNull(schema: Schema): Schema {
  const { type, anyOf, description } = schema
  if (Object.keys(schema).length === 0) return schema
  if (type !== undefined && schema['enum'] === undefined && schema['const'] === undefined) {
    return { ...schema, type: [type, 'null'].flat() }
  }
  if (Array.isArray(anyOf)) return { ...schema, anyOf: [...(anyOf as Schema[]), { type: 'null' }] }
  return { anyOf: [schema, { type: 'null' }], ...(description === undefined ? {} : { description }) }
}

/** A list, or a map from the name of an entry to what changes; null removes it. */
function byName(list: Schema, loosened: (schema: Schema) => Schema): Schema {
  const { items, description } = list
  const change = loosened(items as Schema)
  return {
    ...(description === undefined ? {} : { description }),
    anyOf: [
      { type: 'array', items: { ...change, required: ['name'] } },
      { type: 'object', additionalProperties: orNull(change) },
      { type: 'null' },
    ],
  }
}
