/**
 * A file of a trace, read by the roles of its columns, and what is wrong with it.
 * Idea: whatever makes rows unreadable (no rows, columns missing or twice) is told alone, for every row would only repeat
 * it; everything else is told at once, each fault with the place of its field.
 * **cost** O(length); allocates the fields. **order** of the faults: as they are found.
 */
import { nameHint } from '../../base/fault.js'
import { recordedMs } from '../scenario-language/recorded-time.js'
import { type CsvTable, readCsv } from './csv.js'
import { numberHint, tableNumber } from './table-number.js'

export type TableSource = 'trace' | 'sessions' | 'counts' | 'customers'

/** What is wrong with a row. */
export interface TraceFault {
  readonly source: TableSource
  /** From 1. */
  readonly line: number
  /** From 1, in characters. */
  readonly column: number
  readonly message: string
}

const MOST_SHOWN = 60

const BETWEEN = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab' } as const

/** A recorded value as it is shown in a fault: quoted, and at most 60 characters of it. */
export function shown(value: string): string {
  return JSON.stringify(clipped(value))
}

/** The hint of {@link nameHint}, for recorded names of any length. */
export function shownHint(name: string, known: readonly string[]): string {
  return nameHint(clipped(name), known.map(clipped))
}

/** What a time of day or a duration can look like. */
export function timeHint(unit: string): string {
  return `a number of ${unit} or hh:mm:ss`
}

function clipped(value: string): string {
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN - 1)}…` : value
}

export class TraceTable {
  /** Number of rows to read; 0 when the header has faults. */
  readonly count: number
  private readonly source: TableSource
  private readonly csv: CsvTable
  private readonly places: ReadonlyMap<string, number>
  private readonly faults: TraceFault[]

  /** `columns`: name of the column by role. Faults are added to the list that is given. */
  constructor(
    source: TableSource,
    text: string,
    columns: { readonly [role: string]: string | undefined },
    faults: TraceFault[],
  ) {
    this.source = source
    this.csv = readCsv(text)
    this.faults = faults
    this.places = this.placesOf(columns)
    const { header, rows, unclosed } = this.csv
    const isReadable = header.length > 0 && this.places.size > 0
    if (unclosed !== null) {
      faults.push({ source, ...unclosed, message: 'a quote opens here and is never closed' })
    } else if (header.length === 0) {
      this.reportField(-1, 0, 'the file is empty (a header and a row for each record)')
    } else if (isReadable && rows.length === 0) {
      this.reportField(-1, 0, 'there is only a header (a row for each record below it)')
    }
    this.count = isReadable ? rows.length : 0
    for (let row = 0; row < this.count; row++) {
      const extra = rows[row]!.length - header.length
      if (extra <= 0) continue
      const value = shown(rows[row]![header.length]!)
      this.reportField(
        row,
        header.length,
        `${value} is beyond the last column: ${extra} more than the ${header.length} of the header (${BETWEEN[this.csv.separator]} within a value needs quotes around it)`,
      )
    }
  }

  /** The field of a role, '' where the role has no column or the row is too short. */
  field(row: number, role: string): string {
    const place = this.places.get(role)
    return place === undefined ? '' : (this.csv.rows[row]![place] ?? '').trim()
  }

  /** The number in the field of a role; NaN for anything else. */
  number(row: number, role: string): number {
    return tableNumber(this.field(row, role), this.csv.separator)
  }

  /** How to write a field of a role that is no number, in brackets, or ''. */
  numberHint(row: number, role: string): string {
    return numberHint(this.field(row, role), this.csv.separator)
  }

  /** Milliseconds of a number in the given unit, or of hh:mm[:ss]; NaN for anything else. */
  timeMs(text: string, unit: 'ms' | 's' | 'min'): number {
    return recordedMs(text, unit, this.csv.separator)
  }

  has(role: string): boolean {
    return this.places.has(role)
  }

  /** Whether the table has a column of this name, read or not. */
  hasColumn(name: string): boolean {
    return this.csv.header.includes(name)
  }

  lineOf(row: number): number {
    return this.csv.line[row]!
  }

  /** A fault of the field of a role. */
  report(row: number, role: string, message: string): void {
    this.reportField(row, this.places.get(role) ?? 0, message)
  }

  private reportField(row: number, field: number, message: string): void {
    this.faults.push({ source: this.source, ...this.csv.place(row, field), message })
  }

  /** Empty when a column is missing or there twice. */
  private placesOf(columns: { readonly [role: string]: string | undefined }): Map<string, number> {
    const { header } = this.csv
    const places = new Map<string, number>()
    if (header.length === 0) return places
    let isSound = true
    header.forEach((name, field) => {
      const first = header.indexOf(name)
      if (name === '' || first === field) return
      isSound = false
      this.reportField(
        -1,
        field,
        `column ${shown(name)} is there twice (also at column ${first + 1} of the header)`,
      )
    })
    for (const [role, name] of Object.entries(columns)) {
      if (name === undefined) continue
      const place = header.indexOf(name)
      if (place >= 0) places.set(role, place)
      else {
        isSound = false
        this.reportField(-1, 0, `has no column ${shown(name)} (${shownHint(name, header)})`)
      }
    }
    return isSound ? places : new Map<string, number>()
  }
}
