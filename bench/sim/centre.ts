/** The centres that the benchmarks of the simulator run: M/M/100+M at full load, and a large one with many skills. */
import { Stream } from '../../src/base/prng.js'
import { type Scenario, parseScenario } from '../../src/sim/scenario/scenario.js'

export const AGENTS = 100
export const MEAN_MS = 60_000
export const PER_HOUR = (AGENTS * 3_600_000) / MEAN_MS

/** M/M/100+M, as many calls as agents can take, for so long. The promises are the defaults: two clocks for each call. */
export function fullLoad(hours: number): Scenario {
  const mean = { law: 'exponential' as const, mean: MEAN_MS }
  return parseScenario({
    name: 'M/M/100+M',
    until: Math.round(hours * 3_600_000),
    policy: { channels: { phone: { exclusive: true } }, skills: [], queues: { calls: {} } },
    demand: { calls: { arrivals: { perHour: PER_HOUR } } },
    patience: mean,
    service: mean,
    agents: [{ name: 'agent', count: AGENTS }],
  })
}

const HOURS = 10

/**
 * Ten hours of a queue for each skill, five in six agents busy. Agents come in groups of ten alike, who have three to
 * eight of the skills; no two groups are the same.
 */
export function manySkills(agents: number, skillCount: number, contacts: number): Scenario {
  const stream = Stream.named(1, 0, 'bench/sim/centre')
  const skills = Array.from({ length: skillCount }, (_, i) => `skill${i}`)
  const serviceMs = (agents * HOURS * 3_600_000 * 5) / 6 / contacts
  const groups = Array.from({ length: Math.ceil(agents / 10) }, (_, group) => {
    // One by turns, so that nobody's skill is missing.
    const own = [skills[group % skillCount]!]
    const wanted = Math.min(skillCount, 3 + Math.floor(6 * stream.uniform()))
    while (own.length < wanted) {
      const skill = skills[Math.floor(skillCount * stream.uniform())]!
      if (!own.includes(skill)) own.push(skill)
    }
    return {
      name: `group${group}`,
      count: Math.min(10, agents - 10 * group),
      skills: Object.fromEntries(own.map((skill) => [skill, 1 + Math.floor(3 * stream.uniform())])),
    }
  })
  const perHour = contacts / HOURS / skillCount
  return parseScenario({
    name: 'many skills',
    until: `${HOURS}h`,
    policy: {
      channels: { phone: { exclusive: true } },
      skills,
      queues: Object.fromEntries(skills.map((skill) => [skill, { requires: { [skill]: 1 } }])),
    },
    demand: Object.fromEntries(skills.map((skill) => [skill, { arrivals: { perHour } }])),
    patience: { law: 'exponential', mean: '3min' },
    service: { law: 'lognormal', mean: serviceMs, cv: 1 },
    wrapUp: { law: 'exponential', mean: '15s' },
    agents: groups,
  })
}
