/**
 * Checks of laws of times: parameters that must go together, rules that must cover everybody, names in rules.
 * The ranges of single numbers were checked by the schema.
 * **cost** O(size of the rules); allocates per fault.
 */
import type { Path, SoundParts } from '../../engine/policy/policy-parts.js'
import { meanMs } from '../chance/distribution-mean.js'
import { LONGEST_TIME_MS, timeMs } from '../scenario-language/duration.js'
import { type KnownNames, type Report, checkName, checkOrder } from './scenario-names.js'
import type { DistributionSpec, TimesSpec } from '../scenario-language/scenario-spec.js'

type DistributionParts = SoundParts<DistributionSpec>
type RuleParts = SoundParts<Extract<TimesSpec, readonly unknown[]>[number]>
/** The part of a rule that says for whom it is. */
export type CriteriaParts = Omit<NonNullable<RuleParts>, 'time'> | undefined

/** What a time is for. Of rules by level only patience is out: nobody knows the agent yet. `call`: about one that an agent makes. */
export type Purpose = 'patience' | 'service' | 'wrapUp' | 'firstReply' | 'delay' | 'call'

/** Checks one law, or a list of rules. */
export function checkTimes(
  path: Path,
  times: SoundParts<TimesSpec>,
  purpose: Purpose,
  names: KnownNames | undefined,
  report: Report,
): void {
  if (!Array.isArray(times)) {
    checkDistribution(path, times as DistributionParts, purpose, report)
    return
  }
  const rules = times as readonly RuleParts[]
  checkRules(path, rules, 'time', names, report)
  rules.forEach((rule, index) => {
    if (rule === undefined) return
    const at = [...path, index]
    if (purpose === 'patience' && Object.hasOwn(rule, 'agentLevel')) {
      report([...at, 'agentLevel'], 'patience does not know the agent', 'leave it out')
    }
    checkDistribution([...at, 'time'], rule.time, purpose, report)
  })
}

/** For whom rules are, and that none is left out. `value`: the key of what a rule states. */
export function checkRules(
  path: Path,
  rules: readonly CriteriaParts[],
  value: 'time' | 'share',
  names: KnownNames | undefined,
  report: Report,
): void {
  rules.forEach((rule, index) => {
    if (rule === undefined) return
    const at = [...path, index]
    for (const kind of ['issue', 'channel', 'tier'] as const) {
      const asked = rule[kind]
      if (typeof asked === 'string') checkName([...at, kind], asked, kind, names, report)
      else asked?.forEach((name, i) => checkName([...at, kind, i], name, kind, names, report))
    }
    for (const skill of Object.keys(rule.agentLevel ?? {})) {
      checkName([...at, 'agentLevel', skill], skill, 'skill', names, report)
    }
  })
  const last = rules.at(-1)
  const conditions = ['issue', 'channel', 'tier', 'agentLevel'] as const
  if (rules.length === 0 || (last !== undefined && conditions.some((key) => Object.hasOwn(last, key)))) {
    report(path, 'must end with a rule for everybody else', `add a last rule that has only \`${value}\``)
  }
}

function checkDistribution(path: Path, law: DistributionParts, purpose: Purpose, report: Report): void {
  if (law === 'never' && (purpose === 'service' || purpose === 'wrapUp')) {
    report(path, 'must come to an end', 'an agent who is never free again would serve one contact')
  }
  if (law === 'never' && purpose === 'call') report(path, 'must come to an end', 'state a time')
  if (typeof law !== 'object') return
  switch (law.law) {
    case 'lognormal': {
      const given = (['mean', 'cv', 'mu', 'sigma'] as const)
        .filter((key) => Object.hasOwn(law, key))
        .join(' ')
      if (given !== 'mean cv' && given !== 'mu sigma') {
        report(path, 'must have either mean and cv, or mu and sigma')
      }
      checkPositive([...path, 'mean'], law.mean, report)
      if (given === 'mu sigma' && law.mu !== undefined && law.sigma !== undefined) {
        const mu = law.mu + Math.log(1_000)
        checkMean(path, meanMs({ law: 'lognormal', mu, sigma: law.sigma }), report)
      }
      break
    }
    case 'exponential':
    case 'erlang':
    case 'gamma':
      checkPositive([...path, 'mean'], law.mean, report)
      break
    case 'weibull':
      checkPositive([...path, 'scale'], law.scale, report)
      if (law.scale !== undefined && law.shape !== undefined) {
        checkMean(path, meanMs({ law: 'weibull', scaleMs: timeMs(law.scale), shape: law.shape }), report)
      }
      break
    case 'uniform':
      checkOrder(path, law.from, law.to, report)
      break
    case 'hyperexponential': {
      law.branches?.forEach((branch, i) =>
        checkPositive([...path, 'branches', i, 'mean'], branch?.mean, report),
      )
      const weights = law.branches?.map((branch) => branch?.weight)
      if (weights !== undefined && !weights.includes(undefined) && !weights.some((weight) => weight! > 0)) {
        report([...path, 'branches'], 'must have a weight above 0')
      }
      break
    }
    case 'quantiles':
      checkPoints([...path, 'points'], law.points, report)
      break
    case 'empirical':
      if (law.values?.length === 0) report([...path, 'values'], 'must hold at least one time')
      break
    case 'deterministic':
    case undefined:
      break
  }
}

function checkPositive(path: Path, time: number | string | undefined, report: Report): void {
  if (time !== undefined && timeMs(time) === 0) report(path, 'must be longer than 0')
}

/** Of laws whose mean does not stand there, so that it may be beyond all measure. */
function checkMean(path: Path, mean: number, report: Report): void {
  if (mean <= LONGEST_TIME_MS) return
  report(path, 'has a mean of more than 69 years', 'a few of its times are too long for anything to matter')
}

function checkPoints(
  path: Path,
  points: readonly SoundParts<readonly [number, number | string]>[] | undefined,
  report: Report,
): void {
  if (points === undefined) return
  const pairs = points.map((point) => point as readonly [number?, (number | string)?] | undefined)
  if (pairs.some((pair) => pair?.[0] === undefined || pair[1] === undefined)) return
  if (pairs.length < 2 || pairs[0]![0] !== 0 || pairs.at(-1)![0] !== 1) {
    report(path, 'must go from share 0 to share 1')
    return
  }
  for (let i = 1; i < pairs.length; i++) {
    const [share, time] = pairs[i]!
    if (share! <= pairs[i - 1]![0]!) report([...path, i, 0], 'must be above the share before')
    if (timeMs(time!) < timeMs(pairs[i - 1]![1]!))
      report([...path, i, 1], 'must not be below the time before')
  }
}
