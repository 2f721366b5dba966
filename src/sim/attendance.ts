/**
 * Who is there: of an agent's shifts those that the agent comes to, those lost to illness, and short absences.
 * Idea: each agent has streams of its own and meets the same absences whatever customers and policy do. Absences come and go
 * after exponential times, from a steady state on, so the share lost is the one stated in shifts of any length.
 * **cost** O(shifts + absences) an agent, once a run; allocates them. Nothing is drawn where nobody is ever away.
 */
import { Stream } from '../base/prng.js'
import type { AgentGroup } from './scenario.js'

export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

export interface Attendance {
  readonly shifts: readonly Stretch[]
  /** Paid, but not there. */
  readonly ill: readonly Stretch[]
  readonly absences: readonly Stretch[]
}

/** What decides about the luck of a run, and until when it is wanted. */
export interface RosterLuck {
  readonly seed: number
  readonly replication: number
  readonly untilMs: number
}

/** What an agent of a group makes of the group's shifts. */
export function attendanceOf(
  { shifts, absence }: AgentGroup,
  agentId: string,
  { seed, replication, untilMs }: RosterLuck,
): Attendance {
  const { shrinkage, meanMs, sickLeave, noShow } = absence
  const stream = (purpose: string): Stream => Stream.named(seed, replication, `agents/${agentId}/${purpose}`)
  const planned = shifts.map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? Infinity }))
  const missed = luckOf(noShow, () => stream('noShow'))
  const sick = luckOf(sickLeave, () => stream('sickLeave'))
  const came = planned.filter(() => !missed())
  const isIll = came.map(() => sick())
  const attended = came.filter((_, index) => !isIll[index]!)
  return {
    shifts: attended,
    ill: came.filter((_, index) => isIll[index]!),
    absences: shrinkage === 0 ? [] : absencesOf(attended, shrinkage, meanMs, untilMs, stream('absence')),
  }
}

/** Whether something of this probability happens, one time after the other. */
function luckOf(chance: number, stream: () => Stream): () => boolean {
  if (chance === 0) return () => false
  const luck = stream()
  return () => luck.uniform() < chance
}

function absencesOf(
  shifts: readonly Stretch[],
  share: number,
  meanMs: number,
  untilMs: number,
  stream: Stream,
): Stretch[] {
  const presentMs = (meanMs * (1 - share)) / share
  return shifts.flatMap(({ fromMs, toMs }) => {
    const endMs = Math.min(toMs, untilMs)
    const absences: Stretch[] = []
    let isAway = stream.uniform() < share
    for (let at = fromMs; at < endMs; isAway = !isAway) {
      const next = Math.min(at - Math.log(stream.uniform()) * (isAway ? meanMs : presentMs), endMs)
      const stretch = { fromMs: Math.round(at), toMs: Math.round(next) }
      if (isAway && stretch.fromMs < stretch.toMs) absences.push(stretch)
      at = next
    }
    return absences
  })
}
