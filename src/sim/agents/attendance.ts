/**
 * Who is there: of an agent's shifts those that the agent comes to, those lost to illness, and short absences.
 * Idea: each agent has streams of its own, a number for each shift, and meets the same absences whatever customers and policy
 * do. Absences come and go after exponential times, from a steady state on: the share is as stated in shifts of any length.
 * **cost** O(shifts + absences) an agent, once a run; allocates them. Nothing is drawn where nobody is ever away.
 */
import { Stream } from '../../base/prng.js'
import type { AgentGroup } from '../scenario/scenario.js'

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
  const attended: Stretch[] = []
  const ill: Stretch[] = []
  const absences: Stretch[] = []
  planned.forEach((shift, index) => {
    const isMissed = missed()
    const isSick = sick()
    if (isMissed) return
    if (isSick) {
      ill.push(shift)
      return
    }
    attended.push(shift)
    if (shrinkage === 0) return
    absences.push(...absencesOf(shift, shrinkage, meanMs, untilMs, stream(`absence/${index}`)))
  })
  return { shifts: attended, ill, absences }
}

/** Whether something of this probability happens, one time after the other. */
function luckOf(chance: number, stream: () => Stream): () => boolean {
  if (chance === 0) return () => false
  const luck = stream()
  return () => luck.uniform() < chance
}

function absencesOf(
  { fromMs, toMs }: Stretch,
  share: number,
  meanMs: number,
  untilMs: number,
  stream: Stream,
): Stretch[] {
  const presentMs = (meanMs * (1 - share)) / share
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
}
