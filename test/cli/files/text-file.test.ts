/** Text from files: as it was written, or the reason why not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readText } from '../../../src/cli/files/text-file.js'
import { times } from '../../times.js'

const folder = mkdtempSync(join(tmpdir(), 'skillroute-text-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'text')

describe('a text file', () => {
  it('comes back as it was written, gzipped or not, with a byte order mark or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), fc.boolean(), (text, isZipped, hasMark) => {
        fc.pre(!text.startsWith('\uFEFF'))
        const bytes = Buffer.from((hasMark ? '\uFEFF' : '') + text)
        writeFileSync(file, isZipped ? gzipSync(bytes) : bytes)
        expect(readText(file, 'text')).toBe(text)
      }),
      times(50),
    )
  })

  it('may be in UTF-16, as spreadsheets save it', () => {
    writeFileSync(file, Buffer.from('\uFEFFa\tM\u00fcller\n', 'utf16le'))
    expect(readText(file, 'table')).toBe('a\tM\u00fcller\n')
  })

  it('that cannot be read says why', () => {
    writeFileSync(file, Buffer.from('M\u00fcller', 'latin1'))
    expect(() => readText(file, 'table')).toThrow(
      'it is not text in UTF-8 (a spreadsheet saves it as "CSV UTF-8")',
    )
    expect(() => readText(file, 'text')).toThrow(
      'it is not text in UTF-8 (an editor asks for the encoding where one saves a file)',
    )
    writeFileSync(file, Buffer.from([0x1f, 0x8b, 1]))
    expect(() => readText(file, 'text')).toThrow('unexpected end of file')
    expect(() => readText(join(folder, 'gone'), 'text')).toThrow('there is no such file')
    expect(() => readText(folder, 'text')).toThrow('it is a folder')
    expect(() => readText(join(file, 'x'), 'text')).toThrow('there is no such folder')
  })
})
