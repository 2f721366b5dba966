/**
 * Exact mean waits where contacts of several classes share agents who are alike, all handling times exponential with the
 * same mean, nobody gives up, nobody is interrupted. Times in mean handling times.
 */
import { erlangC } from '../../src/staffing/index.js'

export interface Class {
  /** Arrivals in a mean handling time. */
  readonly load: number
  /** Ageing rate, or nothing where classes have strict precedence. */
  readonly rate?: number
}

/** Probability of waiting, and the mean wait if all were served in the order of arrival. */
export function waitInOrder(agents: number, load: number): { readonly waits: number; readonly mean: number } {
  const waits = erlangC(agents, load)
  return { waits, mean: waits / (agents - load) }
}

/**
 * Mean wait of each class under strict precedence, the highest class first.
 * Source: Cobham, Operations Research 2 (1954) 70-76; Kella and Yechiali, Management Science 31 (1985) for several agents.
 */
export function cobham(agents: number, classes: readonly Class[]): number[] {
  const total = classes.reduce((sum, { load }) => sum + load, 0)
  const unit = waitInOrder(agents, total).waits / agents
  let above = 0
  return classes.map(({ load }) => {
    const before = above / agents
    above += load
    return unit / ((1 - before) * (1 - above / agents))
  })
}

/**
 * Mean wait of each class when standing grows in proportion to the wait, each class at its own rate.
 * Source: Kleinrock, Naval Research Logistics Quarterly 11 (1964) 329-341.
 */
export function accumulating(agents: number, classes: readonly Class[]): number[] {
  const total = classes.reduce((sum, { load }) => sum + load, 0)
  const inOrder = waitInOrder(agents, total).mean
  const rateOf = ({ rate = 1 }: Class): number => rate
  const waits = new Map<Class, number>()
  for (const own of [...classes].sort((a, b) => rateOf(a) - rateOf(b))) {
    let above = inOrder
    let below = 1
    for (const other of classes) {
      const share = other.load / agents
      if (rateOf(other) < rateOf(own)) {
        above -= share * waits.get(other)! * (1 - rateOf(other) / rateOf(own))
      } else if (rateOf(other) > rateOf(own)) {
        below -= share * (1 - rateOf(own) / rateOf(other))
      }
    }
    waits.set(own, above / below)
  }
  return classes.map((own) => waits.get(own)!)
}

/**
 * Mean wait for one agent and any law of handling times: mean 1, squared coefficient of variation `scv`.
 * Source: Pollaczek (1930), Khinchine (1932).
 */
export function pollaczekKhinchine(load: number, scv: number): number {
  return (load * (1 + scv)) / (2 * (1 - load))
}
