/** The progress line: on a screen only, not more often than can be read, and gone at the end. */
import { describe, expect, it } from 'vitest'
import { Progress, spell } from '../../../src/cli/runs/progress.js'
import { processTerminal } from '../../../src/cli/terminal.js'

function line(showsProgress: boolean): { told: string[]; pass: (ms: number) => void; progress: Progress } {
  const told: string[] = []
  let nowMs = 5
  const terminal = {
    ...processTerminal(process, new AbortController().signal),
    showsProgress,
    err: (text: string) => void told.push(text),
    nowMs: () => nowMs,
  }
  return { told, pass: (ms) => void (nowMs += ms), progress: new Progress(terminal) }
}

describe('progress', () => {
  it('tells how far and how long yet, drawn over itself and wiped', () => {
    const { told, pass, progress } = line(true)
    progress.show(0, 10)
    pass(1_000)
    progress.show(1, 10)
    pass(50)
    progress.show(2, 10)
    pass(950)
    progress.show(4, 10)
    progress.show(5, 10)
    pass(500)
    progress.show(6, 10, 'meanWait to 3.1 %')
    progress.wipe()
    expect(told).toEqual([
      '\r\u001B[K0 of 10 runs',
      '\r\u001B[K1 of 10 runs, about 9 s left',
      '\r\u001B[K4 of 10 runs, about 3 s left',
      '\r\u001B[K6 of at most 10 runs, meanWait to 3.1 %',
      '\r\u001B[K',
    ])
  })

  it('is silent where nobody can see it', () => {
    const { told, progress } = line(false)
    progress.show(1, 1)
    progress.wipe()
    expect(told).toEqual([])
  })

  it('spells times as exactly as a guess deserves', () => {
    expect([0, 99_000, 99_001, 5_940_000, 7_500_000].map(spell)).toEqual([
      '0 s',
      '99 s',
      '2 min',
      '99 min',
      '2 h 5 min',
    ])
  })
})
