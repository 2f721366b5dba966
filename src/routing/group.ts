/**
 * Agents who are alike in all that decides whom they may serve make a group: what they bring. Groups are interned by
 * the text of their profile (roster.ts).
 * Cost: O(skills + queues + channels) for the text and the sums; allocates per call.
 */
import type { Traits } from './feasible.js'

/** What an agent brings. */
export interface Profile extends Traits {
  /** -1: none. */
  readonly pool: number
}

/** Agents who are alike for every decision. */
export interface Group {
  readonly slot: number
  readonly key: string
  readonly profile: Profile
  readonly skillCount: number
  readonly levelSum: number
  /** Agents signed in and not leaving. */
  members: number
}

/** A group that nobody is in yet. */
export function newGroup(slot: number, key: string, profile: Profile): Group {
  let skillCount = 0
  let levelSum = 0
  for (const level of profile.levels) {
    if (level > 0) skillCount++
    levelSum += level
  }
  return { slot, key, profile, skillCount, levelSum, members: 0 }
}

/** Equal for equal profiles. */
export function profileKey(profile: Profile): string {
  const skills: string[] = []
  for (let skill = 0; skill < profile.levels.length; skill++) {
    if (profile.levels[skill]! > 0) skills.push(`${skill}:${profile.levels[skill]!}`)
  }
  const { queues, channels, capacityUnits, region, pool } = profile
  return `${skills.join()};${served(queues)};${served(channels)};${capacityUnits};${region};${pool}`
}

/** Most agents serve all there is, and thousands of digits a group would be kept to say so. */
function served(bits: Uint8Array): string {
  return bits.includes(0) ? bits.join('') : '*'
}
