/**
 * Customers from a CSV file, scored: their tiers are put in the place where the scenario names the file.
 * **cost** O(length of the file); allocates. What is not sound enough to be read stays as it is, and is told by the checks.
 */
import { dirname, resolve } from 'node:path'
import { checkRfmCuts } from '../../routing/rfm.js'
import { readCustomers } from '../../sim/records/customer-base.js'
import type { RfmSpec } from '../../sim/scenario-language/rfm-spec.js'
import { isRfmSpec } from '../../sim/scenario-language/rfm-schema.js'
import type { Path } from './config-source.js'
import { readText } from './text-file.js'

/** Faults told before the rest is only counted. */
const MOST_FAULTS = 20

/** The scenario with tiers in place of the file. Faults are told with their place in the file, or by `locate` where it cannot be read. */
export function withCustomers(
  value: unknown,
  scenarioFile: string,
  locate: (path: Path) => string,
): { readonly value: unknown; readonly faults: readonly string[] } {
  const rfm = typeof value === 'object' && value !== null ? (value as { rfm?: unknown }).rfm : undefined
  if (!isReadable(rfm)) return { value, faults: [] }
  const { file, columns: _columns, ...rest } = rfm
  const scored = (tiers: object): object => ({ ...(value as object), rfm: { ...rest, tiers } })
  let text: string
  try {
    text = readText(resolve(dirname(scenarioFile), file), 'table')
  } catch (error) {
    const place = locate(['rfm', 'file'])
    return {
      value: scored({ regular: 1 }),
      faults: [`${place}: rfm.file: ${file} cannot be read: ${(error as Error).message}`],
    }
  }
  const { tiers, faults } = readCustomers(rfm, text)
  const lines = faults
    .slice(0, MOST_FAULTS)
    .map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`)
  if (faults.length > MOST_FAULTS) lines.push(`${file}: ... and ${faults.length - MOST_FAULTS} more`)
  return { value: scored(faults.length > 0 ? { regular: 1 } : tiers), faults: lines }
}

function isReadable(value: unknown): value is RfmSpec & { readonly file: string } {
  if (!isRfmSpec(value)) return false
  if (value.file === undefined || value.customers !== undefined || value.tiers !== undefined) return false
  return value.cuts === undefined || checkRfmCuts(value.cuts).length === 0
}
