/**
 * Checks of promises: the stages come one after the other and can all fire, actions fit the clock, names are known, and of
 * two rules one is always the more specific. Shapes and ranges are the schema's business (promise-schema.ts).
 * **cost** O(size of the policy, and pairs of rules of one clock); allocates. **order** clock by clock, rule by rule.
 */
import { pathText } from '../../base/fault.js'
import type { Path, PolicyParts, Report, SoundParts } from './policy-parts.js'
import { clockDefaults, inherited, listOf, statesTime, warningMs } from './promise-defaults.js'
import { rulesOf, statedPromises, type RuleParts, type Stated } from './promise-parts.js'
import type { ClockName, PromiseTermsSpec, StageAction } from './promise-spec.js'

type RuleName = (typeof ruleNames)[number]
type TermsParts = NonNullable<SoundParts<PromiseTermsSpec>>
/** Tells a fault of a name that is not known. */
export type Lookup = (kind: RuleName | 'calendar', path: Path, name: string) => void

const ruleNames = ['tier', 'issue', 'queue', 'channel'] as const
const MOST_STEPS = 32
/** Clocks that wait for messages: they do not run where being connected is the first reply. */
const messageClocks: readonly ClockName[] = ['firstReply', 'replyGap', 'customerSilence']
const archivingClocks: readonly ClockName[] = ['customerSilence', 'confirmation']

export function checkPromises(policy: PolicyParts, report: Report, lookup: Lookup): void {
  for (const stated of statedPromises(policy)) {
    const { clock, path, terms, queue } = stated
    if (!terms) continue
    const rules = rulesOf(terms)
    checkTerms(clock, path, terms, terms, report)
    if (terms.hours !== undefined && terms.hours !== 'always')
      lookup('calendar', [...path, 'hours'], terms.hours)
    if (terms.off === true && rules.length === 0 && Object.keys(terms).length > 1) {
      report([...path, 'off'], 'switches off what is stated beside it', 'leave out the one or the other')
    }
    checkMessages(
      clock,
      path,
      queue === undefined ? undefined : policy.queues?.[queue]?.channels,
      policy,
      report,
    )
    for (const [index, rule] of rules.entries()) {
      if (rule) checkRule(policy, stated, [...path, 'by', index], rule, report, lookup)
    }
  }
  checkAmbiguity(policy, report)
}

function checkRule(
  policy: PolicyParts,
  { clock, terms, queue }: Stated,
  path: Path,
  rule: NonNullable<RuleParts>,
  report: Report,
  lookup: Lookup,
): void {
  const named = ruleNames.filter((kind) => kind in rule)
  if (named.length === 0) {
    report(path, 'fits everybody', `name a ${ruleNames.join(', ')}, or state it in the promise itself`)
  }
  for (const kind of named) {
    const names = rule[kind]
    if (names === undefined) continue
    if (names.length === 0) report([...path, kind], 'fits nobody', 'leave it out to fit all')
    if (typeof names === 'string') lookup(kind, [...path, kind], names)
    else {
      for (const [index, name] of names.entries()) {
        if (name === undefined) continue
        if (names.indexOf(name) < index) report([...path, kind, index], `"${name}" is listed twice`)
        else lookup(kind, [...path, kind, index], name)
      }
    }
  }
  if (rule.hours !== undefined && rule.hours !== 'always') lookup('calendar', [...path, 'hours'], rule.hours)
  if (rule.off === true && (statesTime(rule) || rule.hours !== undefined)) {
    report([...path, 'off'], 'switches off what is stated beside it', 'leave out the one or the other')
  }
  const { by: _by, ...parent } = terms as TermsParts & { readonly by?: unknown }
  checkTerms(clock, path, inherited(parent, rule), rule, report)
  if (rule.off !== true) checkMessages(clock, path, listIn(rule.channel), policy, report)
  const queues = queue ?? rule.queue
  if (rule.channel === undefined || queues === undefined) return
  const takes = (name: string): boolean => {
    const taken = policy.queues?.[name]?.channels
    return taken === undefined || sound(rule.channel!).some((channel) => taken.includes(channel))
  }
  if (!sound(queues).some(takes)) {
    report([...path, 'channel'], 'is taken by no queue of the rule', 'the rule can never fit')
  }
}

/** `own` is what stands at `path`, `terms` with what it inherits: faults of a rule are those that it brings in itself. */
function checkTerms(clock: ClockName, path: Path, terms: TermsParts, own: TermsParts, report: Report): void {
  const at = (key: keyof PromiseTermsSpec): Path => (key in own ? [...path, key] : path)
  const defaults = clockDefaults[clock]
  checkActions(clock, path, terms, own, report)
  if (!statesTime(terms) || !(statesTime(own) || terms === own)) return
  const warnings = (['warnMs', 'warnPercent', 'warnBeforeMs'] as const).filter((key) => key in terms)
  const [warning, second] = warnings
  if (second !== undefined) {
    report(at(second), `is a second warning, beside ${warning}`, 'state one; `steps` takes more')
  }
  const breachMs = 'breachMs' in terms ? terms.breachMs : defaults.breachMs
  const { escalateMs, steps } = terms
  if (breachMs === undefined) return
  const isStated = 'breachMs' in terms ? `breachMs (${breachMs})` : `breachMs (${breachMs} by default)`
  const warnAtMs = warningMs(terms as PromiseTermsSpec, breachMs)
  if (warning !== undefined && warnAtMs !== undefined) {
    if (warning === 'warnPercent' && warnAtMs < 1) {
      report(at(warning), `is no time at all of ${isStated}`, 'state warnMs')
    } else if (warnAtMs >= breachMs || warnAtMs < 1) {
      report(at(warning), `must be less than ${isStated}`)
    }
  }
  let lastMs = 0
  if (steps !== undefined && steps.length > MOST_STEPS) {
    report(at('steps'), `has ${steps.length} steps, more than ${MOST_STEPS}`)
  }
  for (const [index, step] of (steps ?? []).entries()) {
    if (step?.afterMs === undefined) continue
    const { afterMs } = step
    const stepPath = 'steps' in own ? [...path, 'steps', index, 'afterMs'] : path
    if (afterMs >= breachMs) report(stepPath, `must be less than ${isStated}`)
    else if (afterMs <= lastMs) report(stepPath, `must be more than ${lastMs}, when the step before it comes`)
    else if (afterMs === warnAtMs) report(stepPath, `comes at the same time as the warning (${warning})`)
    lastMs = Math.max(lastMs, afterMs)
  }
  if (escalateMs !== undefined && escalateMs <= breachMs) {
    report(at('escalateMs'), `must be more than ${isStated}`)
  }
}

function checkActions(
  clock: ClockName,
  path: Path,
  terms: TermsParts,
  own: TermsParts,
  report: Report,
): void {
  const defaults = clockDefaults[clock]
  const times = statesTime(terms) ? terms : defaults
  const escalates = 'escalateMs' in times
  const repeats = terms.repeatMs !== undefined && terms.repeatMs !== 'never'
  const check = (list: readonly (StageAction | undefined)[] | undefined, at: Path, isLast: boolean): void => {
    for (const [index, action] of (list ?? []).entries()) {
      if (action !== undefined && list!.indexOf(action) < index) {
        report([...at, index], `"${action}" is listed twice`)
      } else if (action === 'archive' && !archivingClocks.includes(clock)) {
        const hint = `it is for ${archivingClocks.join(' and ')}`
        report([...at, index], `${clock} does not wait for the customer: nothing is archived`, hint)
      } else if (action === 'archive' && !isLast) {
        report([...at, index], 'ends the conversation, so that the stages after it can never fire')
      } else if (action === 'archive' && index < list!.length - 1) {
        report(
          [...at, index],
          'ends the conversation, so that the actions after it come too late',
          'put it last',
        )
      }
    }
  }
  for (const [index, step] of (own.steps ?? []).entries()) {
    check(step?.actions, [...path, 'steps', index, 'actions'], false)
  }
  const needs = { Warn: 'warnMs', Breach: 'breachMs', Escalate: 'escalateMs' } as const
  const comes = {
    Warn: ['warnMs', 'warnPercent', 'warnBeforeMs'].some((key) => key in times),
    Breach: true,
    Escalate: escalates,
  }
  for (const stage of ['Warn', 'Breach', 'Escalate'] as const) {
    const key = `on${stage}` as const
    const isLast = !repeats && (stage === 'Escalate' || (stage === 'Breach' && !escalates))
    if (own[key]) {
      check(own[key], [...path, key], isLast)
      if (!comes[stage]) report([...path, key], `has no effect without ${needs[stage]}`)
    } else if (comes[stage] && !isLast && (terms[key] ?? defaults[key])?.includes('archive')) {
      report(path, `${key} is to archive, so that the stages after it can never fire`, `state ${key}`)
    }
  }
}

/** A clock that waits for messages never runs where the channels have none. */
function checkMessages(
  clock: ClockName,
  path: Path,
  channels: readonly (string | undefined)[] | undefined,
  policy: PolicyParts,
  report: Report,
): void {
  if (!messageClocks.includes(clock) || policy.channels === undefined) return
  const names = channels ?? Object.keys(policy.channels)
  const isSpoken = (name: string | undefined): boolean => {
    const channel = name === undefined ? undefined : policy.channels?.[name]
    if (channel === undefined) return false
    const { exclusive = false, firstReply = exclusive ? 'accept' : 'reply' } = channel
    return firstReply === 'accept'
  }
  if (names.length === 0 || !names.every(isSpoken)) return
  report(path, `can never run: no channel here waits for a reply`, 'set firstReply of a channel to "reply"')
}

/** Of two rules that may fit one contact, one must name more than the other, or something else. */
function checkAmbiguity(policy: PolicyParts, report: Report): void {
  interface Placed {
    readonly path: Path
    readonly names: Readonly<Partial<Record<RuleName, readonly string[]>>>
  }
  const byClock = new Map<ClockName, Placed[]>()
  for (const { clock, path, terms, queue } of statedPromises(policy)) {
    const list = byClock.get(clock) ?? []
    byClock.set(clock, list)
    const ofQueue = queue === undefined ? {} : { queue: [queue] }
    if (queue !== undefined) list.push({ path, names: ofQueue })
    for (const [index, rule] of rulesOf(terms).entries()) {
      if (!rule) continue
      const names: Partial<Record<RuleName, readonly string[]>> = { ...ofQueue }
      for (const kind of ruleNames) if (rule[kind] !== undefined) names[kind] = sound(rule[kind])
      list.push({ path: [...path, 'by', index], names })
    }
  }
  for (const list of byClock.values()) {
    for (const [index, { path, names }] of list.entries()) {
      if (Object.keys(names).length === 0) continue
      const rival = list.slice(0, index).find((other) =>
        ruleNames.every((kind) => {
          const [mine, theirs] = [names[kind], other.names[kind]]
          if (mine === undefined || theirs === undefined) return mine === theirs
          return mine.some((name) => theirs.includes(name))
        }),
      )
      if (rival === undefined) continue
      report(
        path,
        `fits some of the contacts that ${pathText(rival.path)} fits, and neither is more specific`,
        'name something more in one of them',
      )
    }
  }
}

/** A queue gives way, at the latest, when its promise of an agent is broken: later, it would be of no help. */
export function checkFirstStep(policy: PolicyParts, queueName: string, path: Path, report: Report): void {
  const first = policy.queues?.[queueName]?.relax?.[0]?.afterMs
  if (first === undefined) return
  const breaches = statedPromises(policy, true)
    .filter(({ clock, queue }) => clock === 'queueWait' && (queue === undefined || queue === queueName))
    .flatMap(({ terms, queue }) => {
      const rules = rulesOf(terms).filter(
        (rule) => queue !== undefined || rule?.queue === undefined || sound(rule.queue).includes(queueName),
      )
      const isReplaced = queue === undefined && policy.queues?.[queueName]?.promises?.queueWait !== undefined
      const { by: _by, ...own } = (terms ?? {}) as TermsParts & { readonly by?: unknown }
      return [...(isReplaced ? [] : [terms]), ...rules.map((rule) => rule && inherited(own, rule))]
    })
    .flatMap((terms) => {
      if (!terms || terms.off === true) return []
      const breachMs = 'breachMs' in terms ? terms.breachMs : clockDefaults.queueWait.breachMs
      return breachMs === undefined ? [] : [breachMs]
    })
  const shortest = Math.min(...breaches)
  if (shortest >= first) return
  report(
    [...path, 'relax', 0, 'afterMs'],
    `comes when a promise of the queue is broken already: queueWait, ${shortest} ms`,
    `the first step at ${shortest} or before, or a longer promise`,
  )
}

/** Whether a stage of any promise, stated or by default, boosts. */
export function anyBoosts(policy: PolicyParts): boolean {
  const isReplaced = ({ clock, queue }: Stated): boolean => {
    const queues = Object.values(policy.queues ?? {})
    return (
      queue === undefined &&
      queues.length > 0 &&
      queues.every((each) => each?.promises && clock in each.promises)
    )
  }
  return statedPromises(policy, true).some((stated) => {
    const { clock, terms } = stated
    return [...(isReplaced(stated) ? [] : [terms]), ...rulesOf(terms)].some((each) => {
      if (!each || each.off === true) return false
      const { onBreach = clockDefaults[clock].onBreach, onWarn, onEscalate, steps = [] } = each
      return [onBreach, onWarn, onEscalate, ...steps.map((step) => step?.actions)].some(
        (actions) => actions?.includes('boost') === true,
      )
    })
  })
}

function listIn(names: string | readonly (string | undefined)[] | undefined): string[] | undefined {
  return names === undefined ? undefined : sound(names)
}

function sound(names: string | readonly (string | undefined)[]): string[] {
  return listOf(names as string | readonly string[]).filter((name) => name !== undefined)
}
