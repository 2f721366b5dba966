/**
 * M/M/n with any law of patience, exactly. Times in mean handling times.
 * Idea: a contact that never gives up would wait V, whose density follows from the mean patience used up by x,
 * H(x) = E[min(patience, x)]. Integrals by Simpson's rule on a fine grid.
 * Source: Baccelli and Hebuterne, Performance '81, 159-179; Zeltyn and Mandelbaum, Queueing Systems 51 (2005) 361-402.
 */
export interface PatienceLaw {
  readonly waits: number
  readonly abandonment: number
  /** Of all, answered or not. */
  readonly meanWait: number
}

/** `survival(x)`: share of contacts still ready to wait after x. Waits beyond `horizon` must have no weight. */
export function patienceLaw(
  agents: number,
  load: number,
  survival: (x: number) => number,
  horizon: number,
): PatienceLaw {
  const steps = 40_000
  const h = horizon / steps
  // Erlang B upside down: the weight of the states in which somebody is free.
  let some = 1
  for (let k = 1; k < agents; k++) some = 1 + (some * k) / load
  let used = 0
  let mass = 0
  let gone = 0
  let waited = 0
  for (let step = 0; step <= steps; step++) {
    const x = step * h
    if (step > 0) used += (h / 6) * (survival(x - h) + 4 * survival(x - h / 2) + survival(x))
    const simpson = (step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2) * (h / 3)
    const density = simpson * load * Math.exp(load * used - agents * x)
    mass += density
    gone += density * (1 - survival(x))
    waited += density * used
  }
  const total = some + mass
  return { waits: mass / total, abandonment: gone / total, meanWait: waited / total }
}
