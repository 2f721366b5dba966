/**
 * Comma-separated values as RFC 4180 has them: a header, quoted fields with doubled quotes, LF or CRLF. Columns may as well
 * be separated by semicolons or tabs, as spreadsheets write them where the comma is decimal.
 * Idea: the header shows the separator; only where each row starts is kept, and where a field starts is found again when a
 * fault needs it.
 * **cost** O(length); allocates the fields. A byte order mark is skipped, and a first line `sep=;`; blank lines are left out.
 */

/** What stands between two columns. */
export type Separator = ',' | ';' | '\t'

/** Of equally many, the first counts. */
const SEPARATORS: readonly Separator[] = [',', ';', '\t']

/** Line and column in a file, both from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** The header and the rows below it; `line[i]` is the line of the file on which row i starts, from 1. */
export interface CsvTable {
  readonly separator: Separator
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly line: readonly number[]
  /** Where a quote opens that is never closed, or `null`. The row it is in is left out. */
  readonly unclosed: Place | null
  /** Where a field starts, or its row ends when it has fewer fields. The header is row -1. O(length of the row). */
  readonly place: (row: number, field: number) => Place
}

/** Reads a whole file. Rows may be shorter or longer than the header; whoever reads a column decides about that. */
export function readCsv(text: string): CsvTable {
  const rows: string[][] = []
  const line: number[] = []
  const start: number[] = []
  let unclosed: Place | null = null
  const stated = /^\uFEFF?sep=[,;\t]\r?\n/i.exec(text)?.[0] ?? ''
  let at = stated !== '' ? stated.length : text.startsWith('\uFEFF') ? 1 : 0
  let currentLine = stated === '' ? 1 : 2
  const separator = separatorOf(text, at)
  while (at < text.length) {
    const startLine = currentLine
    const rowStart = at
    const row: string[] = []
    let more = true
    while (more) {
      let field = ''
      if (text[at] === '"') {
        const close = closingQuote(text, at)
        if (close < 0) {
          unclosed = placeOf(text, separator, rowStart, startLine, row.length)
          at = text.length
          break
        }
        field = text.slice(at + 1, close)
        for (let i = field.indexOf('\n'); i >= 0; i = field.indexOf('\n', i + 1)) currentLine++
        field = field.replaceAll('""', '"')
        at = close + 1
      }
      const end = endOfPlain(text, separator, at)
      field += text.slice(at, end)
      row.push(field)
      more = text[end] === separator
      at = end + 1
      if (text[end] === '\r' && text[at] === '\n') at++
    }
    currentLine++
    if (unclosed === null && (row.length > 1 || row[0] !== '')) {
      rows.push(row)
      line.push(startLine)
      start.push(rowStart)
    }
  }
  return {
    separator,
    header: rows[0] ?? [],
    rows: rows.slice(1),
    line: line.slice(1),
    unclosed,
    place: (row, field) => placeOf(text, separator, start[row + 1] ?? 0, line[row + 1] ?? 1, field),
  }
}

/** The one that is most often in the header, outside quotes. */
function separatorOf(text: string, from: number): Separator {
  const count = { ',': 0, ';': 0, '\t': 0 }
  let isQuoted = false
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!
    if (letter === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (letter === '\n' || letter === '\r') break
    else if (letter === ',' || letter === ';' || letter === '\t') count[letter]++
  }
  return SEPARATORS.reduce((best, each) => (count[each] > count[best] ? each : best))
}

/** The place of a field in the row that starts there. */
function placeOf(
  text: string,
  separator: Separator,
  rowStart: number,
  rowLine: number,
  field: number,
): Place {
  let at = rowStart
  let line = rowLine
  let lineStart = rowStart
  for (let passed = 0; passed < field; passed++) {
    const end = endOfPlain(text, separator, text[at] === '"' ? closingQuote(text, at) + 1 : at)
    for (let i = text.indexOf('\n', at); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
      line++
      lineStart = i + 1
    }
    at = end
    if (text[at] !== separator) break
    at++
  }
  return { line, column: at - lineStart + 1 }
}

/** The quote that closes the one at `open`, or -1. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  return close
}

function endOfPlain(text: string, separator: Separator, from: number): number {
  const between = separator.charCodeAt(0)
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === between || code === 10 || code === 13) return at
    at++
  }
  return at
}
