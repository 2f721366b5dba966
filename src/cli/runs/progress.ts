/**
 * The one line that shows how far a study is: on a screen only, drawn over itself, wiped away at the end.
 * Idea: the time left is guessed from the runs made so far; a study that may stop early says what it is waiting for.
 * **cost** a write at most ten times a second.
 */
import type { Terminal } from '../terminal.js'

const EVERY_MS = 100
const WIPE = '\r\u001B[K'

export class Progress {
  private readonly terminal: Terminal
  private readonly startedMs: number
  private drawnMs: number

  constructor(terminal: Terminal) {
    this.terminal = terminal
    this.startedMs = terminal.nowMs()
    this.drawnMs = -Infinity
  }

  /** `waitingFor`: told instead of the time left. */
  show(done: number, runs: number, waitingFor?: string): void {
    if (!this.terminal.showsProgress) return
    const nowMs = this.terminal.nowMs()
    if (nowMs - this.drawnMs < EVERY_MS) return
    this.drawnMs = nowMs
    const leftMs = ((nowMs - this.startedMs) / done) * (runs - done)
    const outlook = waitingFor ?? (done === 0 ? '' : `about ${spell(leftMs)} left`)
    const atMost = waitingFor === undefined ? '' : 'at most '
    const what = `${done} of ${atMost}${runs} ${runs === 1 ? 'run' : 'runs'}`
    this.terminal.err(`${WIPE}${outlook === '' ? what : `${what}, ${outlook}`}`)
  }

  wipe(): void {
    if (this.drawnMs !== -Infinity) this.terminal.err(WIPE)
  }
}

/** `40 s`, `3 min`, `2 h 5 min`: as exact as a guess deserves. */
export function spell(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 100) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
