/**
 * Checks that reach across a policy: every name is defined once and known wherever it is used, orders and steps make
 * sense, and numbers fit together. Shapes and ranges are the schema's business (policy-schema.ts).
 * Idea: the checks run on whatever parts have the right shape (`SoundParts`), so that one broken part hides no fault of
 * another; names are not looked up in a part that is itself broken.
 * **cost** O(size of the policy); allocates. **order** top of the policy to its bottom, queue by queue.
 */
import { type Fault, nameHint } from '../../base/fault.js'
import { checkCalendar } from '../../sla/calendar-compile.js'
import { checkCare } from './policy-care.js'
import { defaultEmotion, defaultIssues, defaultTiers } from './policy-defaults.js'
import { checkHeadStarts } from './policy-head-start.js'
import {
  type NeedParts,
  type Path,
  type PolicyParts,
  type QueueParts,
  type Report,
  type SoundParts,
  entries,
} from './policy-parts.js'
import { checkRelaxation } from './policy-relaxation.js'
import type { EmotionSpec } from './policy-spec.js'
import { checkFirstStep, checkPromises } from './promise-checks.js'
import { valueAt } from './schema-faults.js'

/** The names of one kind, or undefined when their definition is broken, so that nothing can be said about a use. */
type Known = ReadonlySet<string> | undefined

/** The faults of a policy that no schema sees; `root` is the value that `policy` is the sound part of. */
export function crossFaults(policy: PolicyParts, root: unknown): Fault[] {
  const faults: Fault[] = []
  const report: Report = (path, message, hint) => {
    faults.push({ path, value: valueAt(root, path), message, ...(hint === undefined ? {} : { hint }) })
  }
  new CrossCheck(policy, report).run()
  return faults
}

class CrossCheck {
  readonly #policy: PolicyParts
  readonly #report: Report
  readonly #skills: Known
  readonly #channels: Known
  readonly #queues: Known
  readonly #tiers: Known
  readonly #issues: Known
  readonly #regions: Known
  readonly #pools: Known
  readonly #calendarNames: Known

  constructor(policy: PolicyParts, report: Report) {
    this.#policy = policy
    this.#report = report
    this.#skills = 'skills' in policy ? listed(policy.skills) : new Set()
    this.#channels = keyed(policy.channels)
    this.#queues = keyed(policy.queues)
    this.#tiers = 'tiers' in policy ? keyed(policy.tiers) : keyed(defaultTiers)
    this.#issues = 'issues' in policy ? keyed(policy.issues) : keyed(defaultIssues)
    this.#regions = 'regions' in policy ? listed(policy.regions) : new Set()
    this.#pools = 'pools' in policy ? listed(policy.pools) : new Set()
    this.#calendarNames = 'calendars' in policy ? keyed(policy.calendars) : new Set()
  }

  run(): void {
    const policy = this.#policy
    this.#definitions()
    for (const [queue, parts] of entries(policy.queues)) this.#queue(queue, parts)
    for (const [issue, parts] of entries(policy.issues)) this.#need(['issues', issue], parts)
    this.#distances()
    if (policy.emotion) this.#emotion(policy.emotion)
    const known = {
      tier: this.#tiers,
      issue: this.#issues,
      pool: this.#pools,
      queue: this.#queues,
      channel: this.#channels,
      skill: this.#skills,
      calendar: this.#calendarNames,
    }
    checkCare(policy, this.#report, (kind, path, name) => this.#known(kind, known[kind], path, name))
    if (policy.defaultTier !== undefined) {
      this.#known('tier', this.#tiers, ['defaultTier'], policy.defaultTier)
    }
    this.#workOrder()
    this.#distinct(['agentOrder'], policy.agentOrder)
    const general = entries(policy.queues).filter(([, queue]) => queue && !('followUp' in queue))
    this.#followUp(['followUp'], policy.followUp, general)
    this.#calendars()
    checkPromises(policy, this.#report, (kind, path, name) => this.#known(kind, known[kind], path, name))
    this.#fallback()
    checkHeadStarts(policy, this.#report)
  }

  #definitions(): void {
    const { channels, queues, tiers, skills, regions, pools, defaultTier } = this.#policy
    for (const [kind, defined] of Object.entries({ channels, queues, tiers })) {
      if (defined && Object.keys(defined).length === 0) {
        this.#report([kind], `must define at least one ${kind.slice(0, -1)}`)
      }
    }
    this.#distinct(['skills'], skills)
    this.#distinct(['regions'], regions)
    this.#distinct(['pools'], pools)
    const numeric = Object.keys(tiers ?? {}).find((name) => /^\d+$/.test(name))
    if (numeric !== undefined && !('defaultTier' in this.#policy) && defaultTier === undefined) {
      this.#report(
        ['tiers', numeric],
        'JavaScript sorts keys that are whole numbers, so which tier is the last one is not what was written',
        'state defaultTier',
      )
    }
  }

  #queue(queueName: string, queue: QueueParts): void {
    if (!queue) return
    const path = ['queues', queueName]
    this.#need(path, queue)
    this.#references('channel', this.#channels, [...path, 'channels'], queue.channels)
    if (queue.channels?.length === 0) {
      this.#report([...path, 'channels'], 'lets no contact in', 'leave it out to take all channels')
    }
    for (const [index, step] of (queue.relax ?? []).entries()) {
      const stepPath = [...path, 'relax', index]
      this.#references('skill', this.#skills, [...stepPath, 'drop'], step?.drop)
      this.#levels([...stepPath, 'lower'], step?.lower)
    }
    checkRelaxation(path, queue, this.#policy, this.#report)
    checkFirstStep(this.#policy, queueName, path, this.#report)
    if (queue.hours !== undefined)
      this.#known('calendar', this.#calendarNames, [...path, 'hours'], queue.hours)
    if (queue.closed !== undefined && !('hours' in queue)) {
      this.#report([...path, 'closed'], 'has no effect without hours')
    }
    this.#distinct([...path, 'agentOrder'], queue.agentOrder)
    this.#followUp([...path, 'followUp'], queue.followUp, [[queueName, queue]])
    for (const [pool] of entries(queue.keepFree)) {
      this.#known('pool', this.#pools, [...path, 'keepFree', pool], pool)
    }
  }

  /** The queues of a follow-up take its channel. */
  #followUp(
    path: Path,
    followUp: PolicyParts['followUp'],
    queues: readonly (readonly [string, QueueParts])[],
  ): void {
    if (followUp === undefined || followUp === 'off' || followUp.channel === undefined) return
    const { channel } = followUp
    this.#known('channel', this.#channels, [...path, 'channel'], channel)
    if (this.#channels?.has(channel) !== true) return
    for (const [name, queue] of queues) {
      if (queue?.channels?.includes(channel) !== false) continue
      this.#report(
        [...path, 'channel'],
        `is not taken by queue "${name}"`,
        'state followUp in that queue, or let it take the channel',
      )
    }
  }

  #need(path: Path, need: NeedParts): void {
    this.#levels([...path, 'requires'], need?.requires)
    for (const [index, entry] of (need?.requiresAny ?? []).entries()) {
      this.#levels([...path, 'requiresAny', index], entry)
    }
    this.#levels([...path, 'prefers'], need?.prefers)
  }

  #levels(path: Path, levels: SoundParts<Readonly<Record<string, number>>>): void {
    for (const [skill] of entries(levels)) {
      this.#known('skill', this.#skills, [...path, skill], skill)
    }
  }

  #distances(): void {
    for (const [from, row] of entries(this.#policy.regionDistance)) {
      this.#known('region', this.#regions, ['regionDistance', from], from)
      for (const [to, distance] of entries(row)) {
        const path = ['regionDistance', from, to]
        this.#known('region', this.#regions, path, to)
        if (from === to && distance !== undefined && distance !== 0) {
          this.#report(path, 'the distance of a region to itself is 0', 'leave it out')
        }
      }
    }
  }

  #emotion(emotion: NonNullable<SoundParts<EmotionSpec<string>>>): void {
    for (const kind of ['calm', 'anxious', 'angry'] as const) this.#need(['emotion', kind], emotion[kind])
    const anxiousFrom = 'anxiousFrom' in emotion ? emotion.anxiousFrom : defaultEmotion.anxiousFrom
    const angryFrom = 'angryFrom' in emotion ? emotion.angryFrom : defaultEmotion.angryFrom
    const hysteresis = 'hysteresis' in emotion ? emotion.hysteresis : defaultEmotion.hysteresis
    if (anxiousFrom === undefined || angryFrom === undefined) return
    if (angryFrom <= anxiousFrom) {
      const key = 'angryFrom' in emotion ? 'angryFrom' : 'anxiousFrom'
      const message = `angryFrom (${angryFrom}) must be above anxiousFrom (${anxiousFrom})`
      this.#report(['emotion', key], message)
      return
    }
    if (hysteresis === undefined) return
    const gap = Math.min(anxiousFrom, angryFrom - anxiousFrom)
    if (hysteresis >= gap) {
      const stuck = gap === anxiousFrom ? 'calm' : 'anxious'
      const key = (['hysteresis', 'angryFrom', 'anxiousFrom'] as const).find((each) => each in emotion)!
      this.#report(
        ['emotion', key],
        `a hysteresis of ${hysteresis} with anxiousFrom ${anxiousFrom} and angryFrom ${angryFrom} leaves no score at which a contact falls back to ${stuck}`,
        `hysteresis must be below ${gap}`,
      )
    }
  }

  #workOrder(): void {
    const order = this.#policy.workOrder
    this.#distinct(['workOrder'], order)
    if (order && order.at(-1) !== 'standing' && !order.includes(undefined)) {
      this.#report(['workOrder'], 'must end in "standing"')
    }
  }

  #calendars(): void {
    for (const [name, calendar] of entries(this.#policy.calendars)) {
      const path = ['calendars', name]
      if (name === 'always') this.#report(path, '"always" stands for no calendar', 'give it another name')
      for (const { path: below, message, hint } of checkCalendar(calendar)) {
        this.#report([...path, ...below], message, hint)
      }
    }
  }

  #fallback(): void {
    for (const [removed, queue] of entries(this.#policy.fallback)) {
      const path = ['fallback', removed]
      if (this.#queues?.has(removed)) {
        this.#report(path, `queue "${removed}" is not removed: it is one of this policy's`, 'leave it out')
      }
      if (queue !== undefined) this.#known('queue', this.#queues, path, queue)
    }
  }

  /** A list of names: each known, none twice. */
  #references(
    kind: string,
    known: Known,
    path: Path,
    names: readonly (string | undefined)[] | undefined,
  ): void {
    this.#distinct(path, names)
    for (const [index, name] of (names ?? []).entries()) {
      if (name !== undefined) this.#known(kind, known, [...path, index], name)
    }
  }

  #distinct(path: Path, items: readonly (string | undefined)[] | undefined): void {
    const seen = new Set<string>()
    for (const [index, item] of (items ?? []).entries()) {
      if (item === undefined) continue
      if (seen.has(item)) this.#report([...path, index], `"${item}" is listed twice`)
      seen.add(item)
    }
  }

  #known(kind: string, known: Known, path: Path, name: string): void {
    if (known === undefined || known.has(name)) return
    const hint = known.size === 0 ? `the policy defines no ${kind}s` : nameHint(name, [...known])
    this.#report(path, `unknown ${kind} "${name}"`, hint)
  }
}

function keyed(table: object | undefined): Known {
  return table && new Set(Object.keys(table))
}

function listed(names: readonly (string | undefined)[] | undefined): Known {
  return names && new Set(names.filter((name) => name !== undefined))
}
