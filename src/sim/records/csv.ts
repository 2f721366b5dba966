/**
 * Comma-separated values as RFC 4180 has them: a header, quoted fields with doubled quotes, LF or CRLF.
 * Idea: only where each row starts is kept; where a field starts is found again when a fault needs it.
 * **cost** O(length); allocates the fields. A byte order mark is skipped; blank lines are left out.
 */

/** Line and column in a file, both from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** The header and the rows below it; `line[i]` is the line of the file on which row i starts, from 1. */
export interface CsvTable {
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
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let currentLine = 1
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
          unclosed = placeOf(text, rowStart, startLine, row.length)
          at = text.length
          break
        }
        field = text.slice(at + 1, close)
        for (let i = field.indexOf('\n'); i >= 0; i = field.indexOf('\n', i + 1)) currentLine++
        field = field.replaceAll('""', '"')
        at = close + 1
      }
      const end = endOfPlain(text, at)
      field += text.slice(at, end)
      row.push(field)
      more = text[end] === ','
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
    header: rows[0] ?? [],
    rows: rows.slice(1),
    line: line.slice(1),
    unclosed,
    place: (row, field) => placeOf(text, start[row + 1] ?? 0, line[row + 1] ?? 1, field),
  }
}

/** The place of a field in the row that starts there. */
function placeOf(text: string, rowStart: number, rowLine: number, field: number): Place {
  let at = rowStart
  let line = rowLine
  let lineStart = rowStart
  for (let passed = 0; passed < field; passed++) {
    const end = endOfPlain(text, text[at] === '"' ? closingQuote(text, at) + 1 : at)
    for (let i = text.indexOf('\n', at); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
      line++
      lineStart = i + 1
    }
    at = end
    if (text[at] !== ',') break
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

function endOfPlain(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 44 || code === 10 || code === 13) return at
    at++
  }
  return at
}
