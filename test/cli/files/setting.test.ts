/** Settings: places in a file by key, by number and by name. Faults with their place are in config-file.test.ts. */
import { describe, expect, it } from 'vitest'
import { faultOfSetting, readSetting, resolvedSetting, withSetting } from '../../../src/cli/files/setting.js'

const value = {
  bot: { on: false },
  agents: [
    { name: 'gold', count: 3 },
    { name: 'night shift', skills: { a: 1 } },
  ],
}

function changed(text: string): unknown {
  const { path, value: to } = resolvedSetting(value, readSetting(text))
  expect(faultOfSetting(value, path, to)).toBe('')
  return withSetting(value, path, to)
}

describe('a setting', () => {
  it('by key and number', () => {
    expect(changed('bot.on=true')).toMatchObject({ bot: { on: true } })
    expect(changed('agents[1].skills.a=7')).toMatchObject({ agents: [{}, { skills: { a: 7 } }] })
    expect(value.bot.on).toBe(false)
  })

  it('by name, a number for a named part being its count', () => {
    expect(changed('agents.gold=5')).toMatchObject({ agents: [{ name: 'gold', count: 5 }, {}] })
    expect(changed('agents.night shift=2')).toMatchObject({ agents: [{}, { count: 2 }] })
    expect(changed('agents.night shift.skills.a=2')).toMatchObject({ agents: [{}, { skills: { a: 2 } }] })
    expect(changed('agents.gold={ name: gold }')).toEqual({
      ...value,
      agents: [{ name: 'gold' }, value.agents[1]],
    })
  })

  it('to null takes the place away', () => {
    expect(changed('bot.on=null')).toEqual({ ...value, bot: {} })
    expect(changed('agents.gold=null')).toEqual({ ...value, agents: [value.agents[1]] })
    expect(faultOfSetting(value, ['bot', 'om'], null)).toBe('there is no bot.om (maybe "on"?)')
    expect(faultOfSetting(value, ['agents', 2], null)).toBe('there is no agents[2] (the list has 2)')
  })

  it('by a name that is not there says which there are', () => {
    const { path } = resolvedSetting(value, readSetting('agents.golf=5'))
    expect(faultOfSetting(value, path, 5)).toBe('there is no agents.golf (maybe "gold"?)')
  })

  it('that is no YAML is told in one line', () => {
    expect(() => readSetting('agents.gold={')).toThrow(
      /^--set agents\.gold=\{: Flow map must end with a } at line 1, column 2$/,
    )
  })

  it.each(['bot.on', '=3', 'bot..on=3', 'agents[x]=3'])('%s is none', (text) => {
    expect(() => readSetting(text)).toThrow('must be written path=value')
  })
})
