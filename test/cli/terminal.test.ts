import { describe, expect, it } from 'vitest'
import { painted, processTerminal } from '../../src/cli/terminal.js'

/** A process whose two streams are screens or not. */
function stub(isTTY: boolean, env: NodeJS.ProcessEnv): { process: NodeJS.Process; written: string[] } {
  const written: string[] = []
  const stream = (name: string) => ({ isTTY, write: (text: string) => written.push(`${name}:${text}`) })
  const like = { env, stdout: stream('out'), stderr: stream('err') } as unknown
  return { process: like as NodeJS.Process, written }
}

describe('the terminal of a process', () => {
  const { signal } = new AbortController()

  it('writes data and faults to their streams', () => {
    const { process: like, written } = stub(false, {})
    const terminal = processTerminal(like, signal)
    terminal.out('a')
    terminal.err('b')
    expect(written).toEqual(['out:a', 'err:b'])
    expect(terminal).toMatchObject({ showsProgress: false, outColour: false, errColour: false })
  })

  it('shows colour on a screen only, and never with NO_COLOR', () => {
    expect(processTerminal(stub(true, {}).process, signal)).toMatchObject({
      outColour: true,
      showsProgress: true,
    })
    expect(processTerminal(stub(true, { NO_COLOR: '' }).process, signal).errColour).toBe(true)
    expect(processTerminal(stub(true, { NO_COLOR: '1' }).process, signal)).toMatchObject({
      outColour: false,
      errColour: false,
      showsProgress: true,
    })
  })

  it('paints when it may', () => {
    expect(painted('x', 'red', false)).toBe('x')
    expect(painted('x', 'red', true)).toBe('\u001B[31mx\u001B[39m')
  })
})
