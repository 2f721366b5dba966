/**
 * Rules 7, 8, 11, 13 and 17 of the naive twin: what a contact asks for at which step of relaxation,
 * how long it has waited, and its class of emotion.
 */
import type { NormalPolicy, NormalQueue } from '../../../src/engine/policy/normal-policy.js'
import type { EmotionClass } from '../../../src/engine/policy/policy-spec.js'
import { named, type Levels, type NaiveContact, type NaiveNeed, type World } from './naive-engine-state.js'

export function queueOf(world: World, contact: NaiveContact): NormalQueue {
  return named(world.policy.queues, contact.queue)
}

/** Rule 8. */
export function enqueuedAtMs(contact: NaiveContact): number {
  return contact.waitStartAtMs - contact.earlierWaitsMs
}

export function waitMs(world: World, contact: NaiveContact): number {
  return world.nowMs - contact.waitStartAtMs
}

/** Rule 7: everything that asks for something, together. */
export function needOf(world: World, contact: NaiveContact): NaiveNeed {
  const issue = contact.issue === null ? [] : [named(world.policy.issues, contact.issue).need]
  const asking = [
    queueOf(world, contact).need,
    ...issue,
    world.policy.emotion.classes[contact.emotionClass].need,
    contact.own,
  ]
  return {
    requires: highest(asking.map((need) => need.requires)),
    requiresAny: asking
      .flatMap((need) => need.requiresAny.map((entry) => ({ ...entry })))
      .filter((entry) => Object.keys(entry).length > 0),
    prefers: highest(asking.map((need) => need.prefers)),
  }
}

function highest(all: readonly Readonly<Levels>[]): Levels {
  const levels: Levels = {}
  for (const asked of all) {
    for (const [skill, level] of Object.entries(asked)) levels[skill] = Math.max(levels[skill] ?? 0, level)
  }
  return levels
}

export interface Asked {
  readonly need: NaiveNeed
  /** The largest distance. */
  readonly limit: number
}

/** What is still asked for at a step of relaxation. */
export function relaxed(world: World, contact: NaiveContact, step: number): Asked {
  const queue = queueOf(world, contact)
  const need = needOf(world, contact)
  let limit = queue.region === 'hard' ? 0 : Infinity
  for (const { drop, lower, regionWithin } of queue.relax.slice(0, step)) {
    need.requires = giveWay(need.requires, drop, lower)
    need.requiresAny = need.requiresAny
      .filter((entry) => !drop.some((skill) => skill in entry))
      .map((entry) => giveWay(entry, drop, lower))
    if (regionWithin !== null) limit = Math.max(limit, regionWithin === 'any' ? Infinity : regionWithin)
  }
  return { need, limit }
}

function giveWay(levels: Levels, drop: readonly string[], lower: Readonly<Levels>): Levels {
  return Object.fromEntries(
    Object.entries(levels)
      .filter(([skill]) => !drop.includes(skill))
      .map(([skill, level]) => [skill, Math.min(level, lower[skill] ?? level)]),
  )
}

const classes: readonly EmotionClass[] = ['calm', 'anxious', 'angry']

function freshClass({ emotion }: NormalPolicy, score: number): EmotionClass {
  return score >= emotion.angryFrom ? 'angry' : score >= emotion.anxiousFrom ? 'anxious' : 'calm'
}

/** Rule 13: the class of a score, coming from a class or (`null`) from nowhere. */
export function emotionClassOf(
  policy: NormalPolicy,
  score: number,
  previous: EmotionClass | null,
): EmotionClass {
  const fresh = freshClass(policy, score)
  if (previous === null || classes.indexOf(fresh) >= classes.indexOf(previous)) return fresh
  const threshold = previous === 'angry' ? policy.emotion.angryFrom : policy.emotion.anxiousFrom
  return score < threshold - policy.emotion.hysteresis ? fresh : previous
}

/** Rule 77: agents may at most pull from the contact's queue. */
export function isShut(world: World, contact: NaiveContact): boolean {
  const { name, pullOnly, closed } = queueOf(world, contact)
  return pullOnly || (world.closed.includes(name) && closed !== 'refuse')
}
