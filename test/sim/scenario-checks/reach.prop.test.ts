/** Who can serve whom: what the engine says is what levels, queues and channels say. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reachOf, unreachable } from '../../../src/sim/scenario-checks/reach.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'

const skills = ['a', 'b', 'c']
const levels = fc.dictionary(fc.constantFrom(...skills), fc.integer({ min: 1, max: 3 }), { maxKeys: 3 })
const group = fc.record({
  skills: levels,
  queues: fc.option(fc.subarray(['x', 'y'], { minLength: 1 }), { nil: undefined }),
  channels: fc.option(fc.subarray(['phone', 'chat'], { minLength: 1 }), { nil: undefined }),
})
const share = fc.integer({ min: 1, max: 3 })

describe('reach', () => {
  it('is that of levels, queues and channels', () => {
    fc.assert(
      fc.property(
        fc.record({ x: levels, y: levels }),
        fc.record({ none: share, hard: share }),
        levels,
        fc.record({ phone: share, chat: share }),
        fc.array(group, { minLength: 1, maxLength: 4 }),
        (requires, issues, hard, channel, groups) => {
          const scenario = parseScenario({
            name: 'reach',
            until: '1h',
            policy: {
              channels: { phone: { exclusive: true }, chat: {} },
              skills,
              queues: { x: { requires: requires.x }, y: { requires: requires.y } },
              issues: { none: {}, hard: { requires: hard } },
            },
            demand: {
              x: { arrivals: { perHour: 1 }, channel, issue: issues },
              y: { arrivals: { perHour: 1 }, channel: 'phone' },
            },
            service: '1min',
            agents: [
              ...groups.map((each, i) => ({ name: `g${i}`, ...each })),
              { name: 'all', skills: { a: 9, b: 9, c: 9 } },
            ],
          })
          // With nobody who can do all, a scenario may be refused; who can do what is asked without.
          const without = { ...scenario, groups: scenario.groups.slice(0, -1) }
          const can = (queue: 'x' | 'y', by: string, need: Partial<Record<string, number>>): number[] =>
            groups.flatMap((each, i) => {
              const isAble =
                (each.queues ?? ['x', 'y']).includes(queue) &&
                (each.channels ?? ['phone', 'chat']).includes(by) &&
                Object.entries(need).every(([skill, level]) => (each.skills[skill] ?? 0) >= level!)
              return isAble ? [i] : []
            })
          const kinds = (['phone', 'chat'] as const).flatMap((by) =>
            (['none', 'hard'] as const).map((issue) => {
              const need = { ...requires.x }
              for (const [skill, level] of issue === 'hard' ? Object.entries(hard) : []) {
                need[skill] = Math.max(need[skill] ?? 0, level)
              }
              const weight =
                (channel[by] / (channel.phone + channel.chat)) * (issues[issue] / (issues.none + issues.hard))
              return { weight, able: can('x', by, need) }
            }),
          )
          const lost = kinds.reduce((sum, { weight, able }) => sum + (able.length === 0 ? weight : 0), 0)
          const able = [...new Set(kinds.flatMap((each) => each.able))].sort((a, b) => a - b)
          const [x, y] = reachOf(without) as [ReturnType<typeof reachOf>[0], ReturnType<typeof reachOf>[0]]
          expect(x.groups).toEqual(able)
          expect(x.lost).toBeCloseTo(lost, 9)
          expect(y.groups).toEqual(can('y', 'phone', requires.y))
          expect(x.example === '').toBe(lost === 0)
          expect(unreachable(without).map(({ queue }) => queue)).toEqual([
            ...(x.groups.length === 0 ? ['x'] : []),
            ...(y.groups.length === 0 ? ['y'] : []),
          ])
        },
      ),
    )
  })
})
