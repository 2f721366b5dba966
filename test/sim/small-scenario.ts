/** The smallest scenario there is, as plain data, and a way to change parts of it. */
import { type Scenario, parseScenario } from '../../src/sim/scenario/scenario.js'
import type { ScenarioSpec } from '../../src/sim/scenario-language/scenario-spec.js'

export const smallSpec: ScenarioSpec = {
  name: 'small',
  until: '1h',
  policy: { channels: { phone: { exclusive: true } }, skills: [], queues: { calls: {} } },
  demand: { calls: { arrivals: { perHour: 60 } } },
  service: '3min',
  agents: [{ name: 'anna' }],
}

/** Any value as a scenario; the parts given replace those of {@link smallSpec}. */
export function smallScenario(parts: Partial<ScenarioSpec> = {}): Scenario {
  return parseScenario({ ...smallSpec, ...parts })
}
