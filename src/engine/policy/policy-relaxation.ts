/**
 * Checks of a queue's relaxation: steps come later and later, and each gives up something that is still asked for.
 * What a contact asks for comes from its queue, its issue, its emotion class and the contact itself; the last is not
 * known here, so dropping a skill that only contacts may bring (a language) is allowed.
 * **cost** O(size of the steps and of all needs); allocates.
 */
import {
  type NeedParts,
  type Path,
  type PolicyParts,
  type QueueParts,
  type Report,
  entries,
} from './policy-parts.js'

/** Reports what is wrong with the steps of the queue at `path`, unknown skills apart. */
export function checkRelaxation(path: Path, queue: QueueParts, policy: PolicyParts, report: Report): void {
  const levels = greatestLevels([
    queue,
    ...entries(policy.issues).map(([, issue]) => issue),
    policy.emotion?.calm,
    policy.emotion?.anxious,
    policy.emotion?.angry,
  ])
  const dropped = new Set<string>()
  let limit = queue?.region === 'hard' ? 0 : Infinity
  let lastAfterMs = -1
  for (const [index, step] of (queue?.relax ?? []).entries()) {
    if (!step) continue
    const at = [...path, 'relax', index]
    const { afterMs, drop = [], lower, regionWithin } = step
    if (afterMs !== undefined) {
      if (afterMs <= lastAfterMs) {
        report([...at, 'afterMs'], `must be more than ${lastAfterMs}, when the step before it comes`)
      }
      lastAfterMs = Math.max(lastAfterMs, afterMs)
    }
    if (drop.length === 0 && entries(lower).length === 0 && !('regionWithin' in step)) {
      report(at, 'changes nothing', 'state drop, lower or regionWithin')
    }
    const before = new Set(dropped)
    for (const [position, skill] of drop.entries()) {
      if (skill === undefined) continue
      if (before.has(skill)) report([...at, 'drop', position], `skill "${skill}" is dropped already`)
      dropped.add(skill)
    }
    for (const [skill, level] of entries(lower)) {
      if (level === undefined) continue
      const present = levels.get(skill)
      if (dropped.has(skill)) {
        report([...at, 'lower', skill], `skill "${skill}" is dropped already`)
      } else if (present !== undefined && level >= present) {
        report([...at, 'lower', skill], `must be below ${present}, the level asked for until then`)
      }
      levels.set(skill, Math.min(level, present ?? Infinity))
    }
    if (regionWithin !== undefined) {
      const within = regionWithin === 'any' ? Infinity : regionWithin
      if (within <= limit) {
        report([...at, 'regionWithin'], ...narrow(limit, queue?.region ?? 'soft'))
      }
      limit = Math.max(limit, within)
    }
  }
}

function narrow(limit: number, region: string): [message: string, hint?: string] {
  if (limit < Infinity) return [`must be more than ${limit}, the distance allowed until then`]
  return region === 'hard'
    ? ['widens nothing: the limit is lifted already']
    : [`widens nothing: region "${region}" sets no limit`, 'set region to "hard", or leave it out']
}

/** For each skill the greatest level that any of the needs asks for; Infinity where the level was refused. */
function greatestLevels(needs: readonly NeedParts[]): Map<string, number> {
  const greatest = new Map<string, number>()
  for (const need of needs) {
    for (const levels of [need?.requires, ...(need?.requiresAny ?? [])]) {
      for (const [skill, level] of entries(levels)) {
        greatest.set(skill, Math.max(greatest.get(skill) ?? 0, level ?? Infinity))
      }
    }
  }
  return greatest
}
