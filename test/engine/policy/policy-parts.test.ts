import { describe, expect, it } from 'vitest'
import { entries, soundParts } from '../../../src/engine/policy/policy-parts.js'

describe('soundParts', () => {
  it('takes out what is refused, keeps its key and its neighbours, and leaves absent what was absent', () => {
    const value = { channels: { phone: 3, chat: {} }, skills: ['a', 5, 'b'], tiers: 'no', issues: undefined }
    const faults = [['channels', 'phone'], ['skills', 1], ['tiers']].map((path) => ({
      path,
      value: 0,
      message: '',
    }))
    const parts = soundParts(value, faults)
    expect(parts).toStrictEqual({
      channels: { phone: undefined, chat: {} },
      skills: ['a', undefined, 'b'],
      tiers: undefined,
    })
    expect(value.skills).toEqual(['a', 5, 'b'])
  })

  it('has nothing when the whole is refused', () => {
    expect(soundParts(3, [{ path: [], value: 3, message: '' }])).toEqual({})
  })

  it('tells a path of names from one name with a dot', () => {
    const parts = soundParts({ 'a.b': 1, a: { b: 2 } }, [{ path: ['a', 'b'], value: 2, message: '' }])
    expect(parts).toStrictEqual({ 'a.b': 1, a: { b: undefined } })
  })
})

describe('entries', () => {
  it('has none of what is absent', () => {
    expect(entries(undefined)).toEqual([])
    expect(entries({ b: 1, a: 2 })).toEqual([
      ['b', 1],
      ['a', 2],
    ])
  })
})
