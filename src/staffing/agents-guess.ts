/**
 * Where to look first for the number of agents that a target needs (least-agents.ts): limits of large centres in closed
 * form. They may be wrong by any amount; nothing depends on them but how soon the search ends.
 * Idea: patient contacts, by Halfin and Whitt, wait with a probability close to exp(-1.2533 beta - beta^2 / 4) with beta
 * sqrt(load) agents to spare, and longer than t with exp(-t spare) of that. Of impatient ones load e^(-theta t) have the
 * patience to wait for t; with that many agents every other wait is shorter, give or take a logistic law.
 * Cost: at most a dozen logarithms and exponentials, 0.2 us; allocates its result.
 * Source: Halfin & Whitt, Oper. Res. 29 (1981) 567; Mandelbaum & Zeltyn, Oper. Res. 57 (2009) 1189.
 */

/** A number of agents, and how many of them move the measure by 1 on the scale that it is judged on. */
export interface AgentsGuess {
  readonly guess: number
  readonly unit: number
}

/** -(log P(wait))' at beta = 0 in the limit of large centres: sqrt(pi / 2). */
const HALFIN_WHITT_SLOPE = 1.2533141373155003
/** The logistic law 1 / (1 + e^-x) is closest to the normal law at x / 1.7. */
const LOGISTIC = 1.7

/** Patient contacts, P(wait <= t) >= atLeast; unit of -log P(wait > t). */
export function patientLevelGuess(load: number, t: number, atLeast: number): AgentsGuess {
  const wanted = -Math.log1p(-atLeast)
  const root = Math.sqrt(load)
  const slope = HALFIN_WHITT_SLOPE + root * t
  // The root of beta^2 / 4 + slope beta = wanted.
  const beta = (2 * wanted) / (slope + Math.sqrt(slope * slope + wanted))
  return { guess: load + beta * root, unit: root / (slope + beta / 2) }
}

/** Patient contacts, mean wait <= `wait` in service times; unit of -log of the wait. */
export function patientWaitGuess(load: number, wait: number): AgentsGuess {
  const root = Math.sqrt(load)
  const beta = Math.log1p(HALFIN_WHITT_SLOPE / (root * wait)) / HALFIN_WHITT_SLOPE
  return { guess: load + beta * root, unit: root / LOGISTIC }
}

/**
 * Impatient contacts, P(offered wait <= t) >= atLeast, of all or, `ofAll`, of those who are answered, of whom there are at
 * most as many as agents; unit of the logit of that share.
 */
export function impatientLevelGuess(
  load: number,
  theta: number,
  t: number,
  atLeast: number,
  ofAll: boolean,
): AgentsGuess {
  // Few give up where patient contacts would need agents enough to spare.
  const patient = patientLevelGuess(load, t, atLeast)
  if (patient.guess - load > Math.sqrt(load * theta)) {
    return { guess: patient.guess, unit: patient.unit * atLeast }
  }
  const centre = load * Math.exp(-theta * t)
  const spread = Math.sqrt(centre * theta)
  const scale = (1 + (load - centre > 2 * spread ? spread : Math.sqrt(centre))) / LOGISTIC
  // Newton's iteration on the logarithm of the share, which is concave: from the left it never goes too far.
  let guess = Math.max(centre, ofAll ? load * atLeast : 0)
  let slope = 0
  for (let pass = 0; pass < 4; pass++) {
    const odds = Math.exp((centre - guess) / scale)
    const isScarce = ofAll && guess < load
    const gap = Math.log(atLeast) + Math.log1p(odds) - (isScarce ? Math.log(guess / load) : 0)
    slope = odds / (1 + odds) / scale + (isScarce ? 1 / guess : 0)
    guess += gap / slope
    if (gap < slope) break
  }
  return { guess, unit: Math.max(scale, (1 - atLeast) / slope) }
}
