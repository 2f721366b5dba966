/**
 * JSON Schema as editors can use it. What zod writes is sound, but editors read YAML keys that are numbers as numbers, show
 * the nearest branch of a union, and see a variant (`extends`) as incomplete.
 * Idea: plain data is rewritten: names of keys become patterns of keys, a time one schema of number or text; a variant is
 * the same schema with nothing required, and null, which removes, allowed everywhere outside lists.
 * **cost** O(size of the schema); allocates a copy. **order** keys as they are; definitions of variants come last.
 */

type Schema = { readonly [key: string]: unknown }

/** Keys of a file that are for editors, or hold what anchors name. */
const ASIDE: Schema = { '^(x-|\\$schema$)': {} }

/** The schema with what editors stumble over put in other words; it accepts the same values. */
export function editorSchema(schema: object): Schema {
  const { properties, ...rest } = rewritten(schema) as Schema
  return properties === undefined ? rest : { properties, patternProperties: ASIDE, ...rest }
}

/** A schema of which a file with `extends` may state any part. `lists`: keys of the root whose lists may be maps by name instead. */
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

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
