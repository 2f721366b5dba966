/** A first look at what comes from files and from callers without types. */

/** Whether a value is an object with keys and values, and no list. O(1). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
