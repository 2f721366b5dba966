/** Hints where an unknown key belongs: only for unknown keys, from the schema alone, the nearest place first. */
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/base/fault.js'
import { withKeyPlaces } from '../../../src/engine/policy/key-places.js'
import { checkPolicy } from '../../../src/engine/policy/policy.js'

const text = { type: 'string' }
const room = {
  type: 'object',
  properties: { doors: text, beds: text, inner: { $ref: '#/definitions/room' } },
}
const schema = {
  type: 'object',
  properties: {
    name: text,
    house: { anyOf: [text, { type: 'object', properties: { doors: text, colour: text } }] },
    rooms: { type: 'object', additionalProperties: { $ref: '#/definitions/room' } },
    yards: { type: 'object', patternProperties: { '^y': { type: 'object', properties: { trees: text } } } },
    streets: { type: 'array', items: { type: 'object', properties: { colour: text, width: text } } },
    park: { type: 'object', properties: { colour: text } },
    bridge: { type: 'object', properties: { colour: text } },
  },
  definitions: { room },
}

function hinted(path: readonly (string | number)[], hint = 'known: "x"'): string | undefined {
  const fault: Fault = { path, value: 1, message: `unknown key "${String(path.at(-1))}"`, hint }
  return withKeyPlaces([fault], () => schema)[0]!.hint
}

describe('an unknown key', () => {
  it.each([
    [['beds'], 'it belongs in rooms.NAME'],
    [['rooms', 'hall', 'name'], 'it belongs at the top level'],
    [['rooms', 'hall', 'trees'], 'it belongs in yards.NAME'],
    [['width'], 'it belongs in streets[]'],
    [['doors'], 'it belongs in house or in rooms.NAME'],
  ])('%j: %s', (path, hint) => {
    expect(hinted(path)).toBe(hint)
  })

  it('belongs rather to what it stands in, under the name that has', () => {
    expect(hinted(['rooms', 'doors'])).toBe('it belongs in rooms.NAME or in house')
    expect(hinted(['rooms', 'hall', 'cellar', 'doors'])).toBe('it belongs in rooms.hall or in house')
    expect(hinted(['streets', 2, 'lamps', 'width'])).toBe('it belongs in streets[2]')
  })

  it('of many places has the first named', () => {
    expect(hinted(['colour'])).toBe('it belongs in house, in park, in bridge or elsewhere')
  })

  it('that is like a known one, or is known nowhere, keeps its hint', () => {
    expect(hinted(['width'], 'maybe "with"?')).toBe('maybe "with"?')
    expect(hinted(['wheels'])).toBe('known: "x"')
  })
})

it('other faults stay as they are, and ask for no schema', () => {
  const faults: Fault[] = [{ path: ['beds'], value: 1, message: 'must be a list' }]
  expect(
    withKeyPlaces(faults, () => {
      throw new Error('asked')
    }),
  ).toEqual(faults)
})

it('a policy says where its keys belong', () => {
  const faults = checkPolicy({ channels: { phone: { attempts: 3 } }, queues: { calls: {} }, maxWaiting: 3 })
  expect(faults.map(({ path, hint }) => [path.join('.'), hint])).toEqual([
    ['channels.phone.attempts', 'it belongs in callback'],
    ['maxWaiting', 'it belongs in queues.NAME'],
  ])
})
