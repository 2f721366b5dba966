import { describe, expect, it } from 'vitest'
import { run } from './captured-terminal.js'

describe('the command line', () => {
  it('tells its version and how it is used', async () => {
    expect(await run(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    })
    const help = await run(['--help'])
    expect(help.code).toBe(0)
    for (const command of ['simulate', 'validate', 'schema']) expect(help.out).toContain(command)
    const simulate = (await run(['simulate', '--help'])).out
    expect(simulate).toContain('--replications')
    // Of an option that may be given again.
    expect(simulate).not.toMatch(/default: (none|\[\])/)
  })

  it.each([
    [['simulat'], 'simulate'],
    [['simulate'], "missing required argument 'scenario'"],
    [['simulate', 'x.yaml', '--sed', '1'], "unknown option '--sed'"],
    [['simulate', 'x.yaml', '--seed', 'one'], 'must be a whole number from 0'],
    [['simulate', 'x.yaml', '--seed', ''], 'must be a whole number from 0'],
    [['simulate', 'x.yaml', '--replications', '0'], 'must be a whole number from 1'],
    [['simulate', 'no-such-file.yaml'], 'no-such-file.yaml: cannot be read'],
    [['validate', 'no-such-file.yaml'], 'no-such-file.yaml: cannot be read'],
    [['simulate', 'x.yaml', '--set', 'nonsense'], 'must be written path=value'],
    [['schema', 'nothing'], 'Allowed choices are scenario, policy'],
  ])('%j is a fault of usage', async (args, told) => {
    const { code, out, err } = await run(args)
    expect(code).toBe(2)
    expect(err).toContain(told)
    expect(out).toBe('')
  })
})
