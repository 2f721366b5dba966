/**
 * Where the command line writes: data to one stream, everything else to the other.
 * Idea: subcommands get this instead of the process, so that tests call them like any function.
 * **cost** one write a call.
 */
import { styleText } from 'node:util'

export interface Terminal {
  /** Data. */
  out(text: string): void
  /** Faults and progress. */
  err(text: string): void
  /** Whether `err` is a screen on which a progress line can be drawn. */
  readonly showsProgress: boolean
  /** Whether `out` is a screen that may show colour. */
  readonly outColour: boolean
  /** Whether `err` is one. */
  readonly errColour: boolean
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal
  /** Time that only runs forward, for progress. */
  nowMs(): number
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

/** The text in a style, or plain where there is no colour. */
export function painted(text: string, style: Style, colour: boolean): string {
  return colour && text !== '' ? styleText(style, text, { validateStream: false }) : text
}

/** The terminal of this process. NO_COLOR, when set to anything, turns colour off. */
export function processTerminal(process: NodeJS.Process, signal: AbortSignal): Terminal {
  const mayColour = (process.env['NO_COLOR'] ?? '') === ''
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    showsProgress: process.stderr.isTTY,
    outColour: process.stdout.isTTY && mayColour,
    errColour: process.stderr.isTTY && mayColour,
    signal,
    nowMs: () => performance.now(),
  }
}
