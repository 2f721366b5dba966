/**
 * Rule 41 in the naive twin: another policy under live contacts and agents.
 */
import type { PolicyReplace } from '../../../src/engine/commands/command.js'
import type { NormalPolicy } from '../../../src/engine/policy/normal-policy.js'
import { keepRows } from './naive-engine-care.js'
import { demand } from './naive-engine-checks.js'
import { armNextStep, releaseVain } from './naive-engine-contacts.js'
import { replaceHours, takeCalendars } from './naive-engine-hours.js'
import { go } from './naive-engine-move-commands.js'
import { queueOf, waitMs } from './naive-engine-need.js'
import { settleEmotionalLoad } from './naive-engine-matching.js'
import { disarm, emit, type NaiveNeed, type World } from './naive-engine-state.js'

function names(items: readonly (string | { readonly name: string })[]): string[] {
  return items.map((item) => (typeof item === 'string' ? item : item.name))
}

function skillsOf({ requires, requiresAny, prefers }: NaiveNeed): string[] {
  return [requires, ...requiresAny, prefers].flatMap((levels) => Object.keys(levels))
}

function present(values: readonly (string | null)[]): string[] {
  return values.filter((value) => value !== null && value !== '') as string[]
}

/** Nothing that is in use is missing from the new policy. */
function fits({ contacts, agents }: World, next: NormalPolicy): boolean {
  const used: [readonly string[], readonly string[]][] = [
    [
      present([...contacts.map(({ queue }) => queue), ...agents.flatMap(({ queues }) => queues ?? [])]),
      [...names(next.queues), ...Object.keys(next.fallback)],
    ],
    [
      [...contacts.map(({ channel }) => channel), ...agents.flatMap(({ channels }) => channels ?? [])],
      names(next.channels),
    ],
    [
      [
        ...contacts.flatMap(({ own }) => skillsOf(own)),
        ...agents.flatMap(({ skills }) => Object.keys(skills)),
      ],
      next.skills,
    ],
    [contacts.map(({ tier }) => tier), names(next.tiers)],
    [present(contacts.map(({ issue }) => issue)), names(next.issues)],
    [present([...contacts, ...agents].map(({ region }) => region)), next.regions],
    [present(agents.map(({ pool }) => pool)), next.pools],
  ]
  return used.every(([inUse, known]) => inUse.every((name) => known.includes(name)))
}

export function replacePolicy(world: World, command: PolicyReplace): void {
  const next = command.policy.normal
  demand(fits(world, next), 'policyConflict')
  for (const agent of world.agents) settleEmotionalLoad(world, agent)
  const previousVersion = world.policy.version
  takeCalendars(world, next)
  world.policy = next
  emit(world, { type: 'policy.replaced', previousVersion })
  const known = names(next.queues)
  const heir = (queue: string): string => (known.includes(queue) ? queue : next.fallback[queue]!)
  for (const contact of world.contacts) {
    const { queue } = contact
    if (queue === '' || known.includes(queue)) continue
    const agent =
      contact.state === 'offered' ? undefined : world.agents.find(({ uid }) => uid === contact.agent)
    go(world, contact, heir(queue), contact.channel, agent?.agentId ?? '')
  }
  for (const agent of world.agents) {
    if (agent.queues !== null) agent.queues = [...new Set(agent.queues.map(heir))]
  }
  for (const contact of world.contacts) {
    if (contact.state !== 'queued' && contact.state !== 'offered') continue
    contact.step = queueOf(world, contact).relax.filter(
      ({ afterMs }) => afterMs <= waitMs(world, contact),
    ).length
    armNextStep(world, contact)
  }
  keepRows(world)
  disarm(world, ({ kind }) => kind === 'window')
  world.rememberedIds = world.rememberedIds.slice(
    Math.max(0, world.rememberedIds.length - next.commandMemory),
  )
  replaceHours(world)
  releaseVain(world, world.contacts)
}
