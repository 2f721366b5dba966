/**
 * Exact law of skill graphs in which whoever frees takes the longest waiting contact that they can serve, and whoever
 * arrives goes to the longest idle agent who can serve them. Exponential handling times by agent, nobody gives up.
 * Idea: the state is the order of the agents (busy ones by the age of their contacts, idle ones by idle time) with numbers
 * of waiting contacts between the busy ones; its probability is a product. Every order is summed up: O(agents!).
 * Source: Adan and Weiss, Stochastic Systems 4 (2014) 250-299.
 */
export interface SkillGraph {
  /** Arrivals of each type. */
  readonly rates: readonly number[]
  readonly agents: readonly { readonly rate: number; readonly types: readonly number[] }[]
}

export interface SkillGraphLaw {
  readonly meanWait: readonly number[]
  readonly waits: readonly number[]
  readonly busy: readonly number[]
  /** Contacts of a type that an agent takes: [agent][type]. */
  readonly matches: readonly (readonly number[])[]
}

export function skillGraphLaw({ rates, agents }: SkillGraph): SkillGraphLaw {
  const types = rates.map((_, type) => type)
  const length = types.map(() => 0)
  const waits = types.map(() => 0)
  const busy = agents.map(() => 0)
  const matches = agents.map(() => types.map(() => 0))
  let total = 0

  /** One order of the agents, the first `busyCount` of them busy. */
  const addState = (order: readonly number[], busyCount: number): void => {
    const working = order.slice(0, busyCount)
    const idle = order.slice(busyCount)
    let weight = 1
    // Behind the j-th busy agent wait only contacts whom nobody but the first j can serve.
    const groups = working.map((_, j) => {
      const first = new Set(working.slice(0, j + 1))
      const only = types.filter((type) =>
        agents.every((agent, a) => first.has(a) || !agent.types.includes(type)),
      )
      const arriving = only.reduce((sum, type) => sum + rates[type]!, 0)
      const leaving = working.slice(0, j + 1).reduce((sum, a) => sum + agents[a]!.rate, 0)
      weight /= leaving - arriving
      return { only, arriving, leaving }
    })
    idle.forEach((_, j) => {
      const some = idle.slice(0, j + 1)
      const served = types.filter((type) => some.some((a) => agents[a]!.types.includes(type)))
      weight /= served.reduce((sum, type) => sum + rates[type]!, 0)
    })
    total += weight
    for (const { only, arriving, leaving } of groups) {
      for (const type of only) length[type]! += (weight * rates[type]!) / (leaving - arriving)
    }
    for (const type of types) {
      const taker = idle.find((a) => agents[a]!.types.includes(type))
      if (taker === undefined) waits[type]! += weight
      else matches[taker]![type]! += weight * rates[type]!
    }
    working.forEach((a, j) => {
      busy[a]! += weight
      // Whoever frees looks at the waiting contacts behind in the order of their arrival.
      let reached = weight * agents[a]!.rate
      for (const { only, arriving, leaving } of groups.slice(j)) {
        const fitting = only.filter((type) => agents[a]!.types.includes(type))
        const fits = fitting.reduce((sum, type) => sum + rates[type]!, 0)
        if (fits === 0) continue
        const load = arriving / leaving
        const none = (1 - load) / (1 - load * (1 - fits / arriving))
        for (const type of fitting) matches[a]![type]! += (reached * (1 - none) * rates[type]!) / fits
        reached *= none
      }
    })
  }

  const orders = (chosen: readonly number[]): void => {
    if (chosen.length === agents.length) {
      for (let busyCount = 0; busyCount <= agents.length; busyCount++) addState(chosen, busyCount)
      return
    }
    for (let a = 0; a < agents.length; a++) if (!chosen.includes(a)) orders([...chosen, a])
  }
  orders([])
  return {
    meanWait: length.map((sum, type) => sum / total / rates[type]!),
    waits: waits.map((sum) => sum / total),
    busy: busy.map((sum) => sum / total),
    matches: matches.map((row) => row.map((sum) => sum / total)),
  }
}
