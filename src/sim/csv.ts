/**
 * Comma-separated values as RFC 4180 has them: a header, quoted fields with doubled quotes, LF or CRLF.
 * **cost** O(length); allocates the fields. A byte order mark is skipped; blank lines are left out.
 */

/** The header and the rows below it; `line[i]` is the line of the file on which row i starts, from 1. */
export interface CsvTable {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly line: readonly number[]
}

/** Reads a whole file. Rows may be shorter or longer than the header; whoever reads a column decides about that. */
export function readCsv(text: string): CsvTable {
  const rows: string[][] = []
  const line: number[] = []
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let currentLine = 1
  while (at < text.length) {
    const startLine = currentLine
    const row: string[] = []
    let more = true
    while (more) {
      let field = ''
      if (text[at] === '"') {
        let close = text.indexOf('"', at + 1)
        while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
        const end = close < 0 ? text.length : close
        field = text.slice(at + 1, end)
        for (let i = field.indexOf('\n'); i >= 0; i = field.indexOf('\n', i + 1)) currentLine++
        field = field.replaceAll('""', '"')
        at = end + 1
      }
      const end = endOfField(text, at)
      field += text.slice(at, end)
      row.push(field)
      more = text[end] === ','
      at = end + 1
      if (text[end] === '\r' && text[at] === '\n') at++
    }
    currentLine++
    if (row.length > 1 || row[0] !== '') {
      rows.push(row)
      line.push(startLine)
    }
  }
  return { header: rows[0] ?? [], rows: rows.slice(1), line: line.slice(1) }
}

function endOfField(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 44 || code === 10 || code === 13) return at
    at++
  }
  return at
}
