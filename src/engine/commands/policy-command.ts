/**
 * `policy.replace`: another policy for a centre that is at work. Names are matched by name; whoever uses a name that is
 * gone is told of before anything changes. Rule 41 of docs/rules.md.
 * Cost: O((agents + contacts) log n), once; allocates.
 */
import type { PolicyReplace } from './command.js'
import { keepRows } from '../agents/care.js'
import { BATCH, RELAX } from '../time/clocks.js'
import type { Category } from '../contacts/categories.js'
import { OFFERED, QUEUED } from '../contacts/contacts.js'
import { emitMoved } from '../events/emit.js'
import { carryOver } from '../wait-estimates/estimates-row.js'
import { emitPolicyReplaced } from '../events/emit-agent.js'
import { refusal, type Refusal } from './guards.js'
import { turnPage } from '../contacts/history.js'
import { isNormalPolicy, type NormalPolicy } from '../policy/normal-policy.js'
import { agentsInOrder, refill, replaceTables } from '../snapshot/rebuild.js'
import { replaceHours } from '../time/queue-hours.js'
import type { State } from '../state.js'
import { armNextStep, releaseHoldIfLost, stepsReached } from '../contacts/wait.js'

export function replacePolicy(s: State, command: PolicyReplace): Refusal | undefined {
  const next: NormalPolicy | undefined = command.policy?.normal
  if (!isNormalPolicy(next)) {
    return refusal('invalidValue', 'policy is not one that definePolicy or parsePolicy has made')
  }
  const homeOf = homesIn(next)
  const conflicts = conflictsOf(s, next, homeOf)
  if (conflicts.length > 0) return refusal('policyConflict', conflicts.join('; '))
  const { contacts } = s
  const before = s.tables.policy
  const oldVersion = s.policyVersion
  const wasClosed = s.closed
  const oldRecoverMs = before.normal.emotion.recoverMs
  for (const contact of contacts.inOrder()) {
    const name = s.contacts.categoryOf(contact).queueName
    if (name !== '' && homeOf(name) !== name) turnPage(s, contact, 'moved')
  }
  moveAgents(s, homeOf)
  replaceTables(s, next)
  emitPolicyReplaced(s, oldVersion)
  if (s.waits !== undefined) carryOver(s.waits, before.normal, next)
  const { categories } = contacts
  contacts.categories = s.tables.categories.list
  for (const contact of contacts.inOrder()) {
    const category = categories[contacts.categoryIndexOf(contact)]!
    const renamed = categoryAnew(s, category, before.normal, homeOf)
    contacts.setCategoryIndex(contact, renamed.index)
    if (renamed.queueName === category.queueName) continue
    s.waits?.forget(contact)
    emitMoved(s, contact, category.queueName, category.channelName)
  }
  recoverAnew(s, oldRecoverMs)
  for (const agent of agentsInOrder(s.tables.roster)) keepRows(s, agent)
  for (const contact of contacts.inOrder()) {
    const state = contacts.stateOf(contact)
    if (state !== QUEUED && state !== OFFERED) continue
    contacts.setStep(contact, stepsReached(s, contact))
    s.clocks.cancel(contact, RELAX)
    armNextStep(s, contact)
  }
  refill(s)
  replaceHours(s, before.normal, wasClosed)
  for (const contact of contacts.inOrder()) {
    const state = contacts.stateOf(contact)
    if (state === QUEUED || state === OFFERED) releaseHoldIfLost(s, contact)
  }
  if (s.batchTimer >= 0) {
    for (const row of s.clocks.rows()) if (row.kind === BATCH) s.clocks.cancelTimer(row.timer)
    s.batchTimer = -1
  }
  trimCommandIds(s)
  s.rosterChanged = true
  s.coverChanged = true
  return undefined
}

/** Forgets the oldest command ids beyond the policy's memory. */
export function trimCommandIds(s: State): void {
  const { commandMemory } = s.tables.policy.normal
  for (const oldest of s.commandIds) {
    if (s.commandIds.size <= commandMemory) return
    s.commandIds.delete(oldest)
  }
}

/** From a queue to the one that its contacts are in under the next policy, undefined when that names none. */
type Homes = (queue: string) => string | undefined

function homesIn({ queues, fallback }: NormalPolicy): Homes {
  const kept = new Set(queues.map(({ name }) => name))
  // Of its own: a queue may be called `constructor`.
  return (queue) => (kept.has(queue) ? queue : Object.hasOwn(fallback, queue) ? fallback[queue] : undefined)
}

/** The category that is called alike under the new policy, of the fallback where its queue is gone. */
function categoryAnew(s: State, category: Category, before: NormalPolicy, homeOf: Homes): Category {
  const { policy, categories } = s.tables
  const { index } = policy
  const { queueName, channelName, tierName, issueName, region } = category
  return categories.of({
    queue: queueName === '' ? -1 : index.queue.get(homeOf(queueName)!)!,
    channel: index.channel.get(channelName)!,
    tier: index.tier.get(tierName)!,
    issue: issueName === '' ? 0 : index.issue.get(issueName)! + 1,
    region: region === 0 ? 0 : index.region.get(before.regions[region - 1]!)! + 1,
  })
}

/** Agents who list a removed queue serve its fallback. */
function moveAgents(s: State, homeOf: Homes): void {
  for (const agent of agentsInOrder(s.tables.roster)) {
    const info = s.agents.info[agent]!
    if (info.queues === undefined) continue
    const queues = [...new Set(info.queues.map((name) => homeOf(name)!))]
    s.agents.info[agent] = { ...info, queues }
  }
}

/** What has fallen stays fallen; the rest of the emotional load falls at the new pace, counted from the last fall. */
function recoverAnew(s: State, oldRecoverMs: number): void {
  const { recoverMs } = s.tables.policy.normal.emotion
  for (const agent of agentsInOrder(s.tables.roster)) {
    if (!s.recoveries.isArmed(agent)) continue
    let fellAtMs = s.recoveries.dueAtMs(agent) - oldRecoverMs
    s.recoveries.cancel(agent)
    const { emotionalLoad } = s.tables.roster
    while (emotionalLoad[agent]! > 0 && fellAtMs + recoverMs <= s.nowMs) {
      emotionalLoad[agent] = emotionalLoad[agent]! - 1
      fellAtMs += recoverMs
    }
    if (emotionalLoad[agent]! > 0) s.recoveries.arm(agent, fellAtMs + recoverMs, agent)
  }
}

/** Every name that somebody uses and the next policy lacks, in words. */
function conflictsOf(s: State, next: NormalPolicy, homeOf: Homes): string[] {
  const used = { queue: new Set<string>(), channel: new Set<string>(), skill: new Set<string>() }
  const also = {
    tier: new Set<string>(),
    issue: new Set<string>(),
    region: new Set<string>(),
    pool: new Set<string>(),
  }
  const { contacts, agents } = s
  const { normal } = s.tables.policy
  for (const contact of contacts.inOrder()) {
    const { queueName, channelName, tierName, issueName, region } = contacts.categoryOf(contact)
    if (queueName !== '') used.queue.add(queueName)
    used.channel.add(channelName)
    also.tier.add(tierName)
    if (issueName !== '') also.issue.add(issueName)
    if (region > 0) also.region.add(normal.regions[region - 1]!)
    const own = contacts.extrasIf(contact)?.ownSpec
    for (const levels of [own?.requires ?? {}, ...(own?.requiresAny ?? []), own?.prefers ?? {}]) {
      for (const name of Object.keys(levels)) used.skill.add(name)
    }
  }
  for (const agent of agentsInOrder(s.tables.roster)) {
    const { skills, queues, channels, region, pool } = agents.info[agent]!
    for (const name of Object.keys(skills)) used.skill.add(name)
    for (const name of queues ?? []) used.queue.add(name)
    for (const name of channels ?? []) used.channel.add(name)
    if (region !== undefined) also.region.add(region)
    if (pool !== undefined) also.pool.add(pool)
  }
  const named = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name)
  const missing = (what: string, names: Set<string>, known: readonly string[]): string[] =>
    [...names].filter((name) => !known.includes(name)).map((name) => `${what} "${name}" is in use`)
  return [
    ...[...used.queue]
      .filter((name) => homeOf(name) === undefined)
      .map((name) => `queue "${name}" is in use and has no fallback`),
    ...missing('channel', used.channel, named(next.channels)),
    ...missing('skill', used.skill, next.skills),
    ...missing('tier', also.tier, named(next.tiers)),
    ...missing('issue', also.issue, named(next.issues)),
    ...missing('region', also.region, next.regions),
    ...missing('pool', also.pool, next.pools),
  ]
}
