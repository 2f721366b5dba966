import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FreeAgents } from '../../src/routing/free-agents.js'

const AGENTS = 20

const command = fc.record({
  agent: fc.nat({ max: AGENTS - 1 }),
  group: fc.nat({ max: 4 }),
  key: fc.nat({ max: 4 }),
  tie: fc.nat({ max: 2 }),
  isLeaving: fc.boolean(),
})

test('the head of every group is that of sorting its free agents', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 80 }), (commands) => {
      const line = new FreeAgents(1)
      line.columns.ensure(AGENTS)
      const free = new Map<number, { group: number; key: number; tie: number }>()
      for (const { agent, group, key, tie, isLeaving } of commands) {
        const known = free.get(agent)
        if (known !== undefined && isLeaving) {
          line.remove(known.group, agent)
          free.delete(agent)
          expect(line.has(known.group, agent)).toBe(false)
        } else {
          line.columns.key[0] = key
          line.columns.ties[0]![agent] = tie
          if (known === undefined) line.insert(group, agent)
          else line.update(known.group, agent)
          free.set(agent, { group: known?.group ?? group, key, tie })
          expect(line.has(known?.group ?? group, agent)).toBe(true)
        }
        for (let each = 0; each <= 5; each++) {
          const members = [...free].filter(([, entry]) => entry.group === each)
          const [first] = members.toSorted(([a, p], [b, q]) => p.key - q.key || p.tie - q.tie || a - b)
          expect(line.size(each)).toBe(members.length)
          expect(line.head[each] ?? -1).toBe(first?.[0] ?? -1)
          expect(line.headKey[each] ?? Infinity).toBe(first?.[1].key ?? Infinity)
        }
      }
    }),
  )
})
