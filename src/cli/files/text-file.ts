/**
 * Reads text from a file, plain or gzipped: UTF-8, or UTF-16 with its mark, as spreadsheets save "Unicode text". Anything
 * else is refused: read anyway, names would come out maimed.
 * **cost** O(length); allocates the text.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
}

/** How what a file holds is saved in UTF-8: a table, or text that somebody or this program has written. */
const WAYS_OUT = {
  table: 'a spreadsheet saves it as "CSV UTF-8"',
  text: 'an editor asks for the encoding where one saves a file',
}

/** The text, without a byte order mark. `kind`: what a hint speaks of. @throws Error whose message says why not. */
export function readText(file: string, kind: keyof typeof WAYS_OUT): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Error(WORDS[code ?? ''] ?? message, { cause: error })
  }
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Error(`it is not text in UTF-8 (${WAYS_OUT[kind]})`, { cause: error })
  }
}
