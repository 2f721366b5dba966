/**
 * The naive twin of the live measures: every measure of every row and period, counted anew from the histories of all
 * contacts and agents. It knows the measures by name and words alone.
 */
import type { Period, RowName } from '../../../src/sla/measure-table.js'
import type { Histories, Life, Reached, Spell, Stretch } from './naive-live-lives.js'

export interface NaiveOptions {
  readonly periodMs: number
  readonly keepPeriods: number
  readonly thresholds: (queue: string) => { readonly withinMs: number; readonly shortMs: number }
  readonly repeatWithinMs: number
  readonly satisfiedFrom: number
}

export interface NaiveRating {
  readonly life: Life
  readonly rating: number
}

type Ratio = readonly [numerator: number, denominator: number]

export class NaiveLiveMeasures {
  readonly #histories: Histories
  readonly #ratings: readonly NaiveRating[]
  readonly #options: NaiveOptions
  /** The latest instant that anything was said about. */
  readonly #lastMs: number
  /** A repeat and what it repeats. */
  readonly #repeats: ReadonlyMap<Life, Life>

  constructor(histories: Histories, ratings: readonly NaiveRating[], options: NaiveOptions, lastMs: number) {
    this.#histories = histories
    this.#ratings = ratings
    this.#options = options
    this.#lastMs = lastMs
    const repeats = histories.lives.flatMap((life): [Life, Life][] => {
      const before = this.#repeatedBy(life)
      return before ? [[life, before]] : []
    })
    this.#repeats = new Map(repeats)
  }

  /** Numerator and denominator; `null` for a measure that the twin does not know. */
  ratio(measure: string, row: RowName, period: Period): Ratio | null {
    const isAgent = row.kind === 'agent'
    const contacts = isAgent ? [] : this.#histories.lives.filter((life) => this.#isIn(life, row, period))
    const spells = isAgent
      ? this.#histories.lives.flatMap(({ spells }) =>
          spells.filter(
            (spell) =>
              !spell.isTimeAlone && spell.agentId === row.name && this.#covers(period, spell.assigned.atMs),
          ),
        )
      : contacts.flatMap(({ spells }) => spells)
    const ended = isAgent
      ? this.#histories.lives.filter((life) => {
          const last = life.spells.at(-1)
          return life.end === 'finished' && last !== undefined && spells.includes(last)
        })
      : contacts.filter(({ end }) => end === 'finished')
    if (measure.startsWith('alerts.') || measure.startsWith('promises.')) {
      const lives = isAgent ? this.#histories.lives : contacts
      const reached = lives.flatMap((life) => life.reached)
      const own = new Set<Spell | null>(spells)
      return ofClock(measure, isAgent ? reached.filter(({ spell }) => own.has(spell)) : reached)
    }
    return (
      this.#ofContacts(measure, contacts) ??
      this.#ofSpells(measure, spells, ended, isAgent) ??
      this.#ofOffers(measure, row, period, contacts) ??
      this.#ofAgents(measure, row, period, isAgent ? spells.length : contacts.filter(isAnswered).length)
    )
  }

  #ofContacts(measure: string, contacts: readonly Life[]): Ratio | null {
    const answered = contacts.filter(isAnswered)
    const abandoned = contacts.filter((life) => life.end === 'abandoned' && !isAnswered(life))
    const contained = contacts.filter((life) => life.end === 'contained' && !isAnswered(life))
    const withdrawn = contacts.filter((life) => life.end === 'cancelled' && !isAnswered(life))
    const waits = [...answered, ...abandoned].map(firstWaitMs)
    const answeredWaits = answered.map(firstWaitMs)
    const toAgents = contacts.length - contained.length - withdrawn.length
    const inTime = (life: Life): boolean => firstWaitMs(life) <= this.#thresholds(life).withinMs
    const early = abandoned.filter((life) => firstWaitMs(life) < this.#thresholds(life).shortMs).length
    const answeredInTime = answered.filter(inTime).length
    const known = answered.filter((life) => keyOf(life) !== null)
    const quantile = /^wait\.p(\d+)$/.exec(measure)
    if (quantile) return answered.length === 0 ? [0, 0] : [rank(answeredWaits, Number(quantile[1])), 1]
    const ratios: Readonly<Record<string, Ratio>> = {
      offered: [contacts.length, 1],
      abandoned: [abandoned.length, 1],
      contained: [contained.length, 1],
      withdrawn: [withdrawn.length, 1],
      unservable: [contacts.filter(({ unservable }) => unservable).length, 1],
      'serviceLevel.answeredOnly': [answeredInTime, answered.length],
      'serviceLevel.withAbandons': [answeredInTime, toAgents],
      'serviceLevel.excludingShortAbandons': [answeredInTime, toAgents - early],
      'serviceLevel.notWaitingLonger': [answeredInTime + abandoned.filter(inTime).length, toAgents],
      abandonment: [abandoned.length, toAgents],
      'abandonment.short': [early, toAgents],
      'abandonment.later': [answered.filter(({ end }) => end === 'abandoned').length, answered.length],
      containment: [contained.length, contacts.length],
      asa: [sum(answeredWaits), answered.length],
      meanWait: [sum(waits), waits.length],
      longestWait: [Math.max(0, ...waits), Math.min(1, waits.length)],
      waitOver5Min: [waits.filter((waitMs) => waitMs > 300_000).length, waits.length],
      waited: [
        [...answered, ...abandoned, ...contained, ...withdrawn].filter((life) => firstWaitMs(life) > 0)
          .length,
        contacts.length,
      ],
      'repeatContacts.withinWindow': [known.filter((life) => this.#repeats.has(life)).length, known.length],
    }
    return ratios[measure] ?? null
  }

  #ofSpells(
    measure: string,
    spells: readonly Spell[],
    ended: readonly Life[],
    isAgent: boolean,
  ): Ratio | null {
    const over = isAgent ? spells.filter(({ state }) => state === 'over') : []
    const finished = isAgent ? over.length : ended.length
    const overs = isAgent ? over : ended.flatMap((life) => life.spells)
    const talkMs = sum(overs.map(({ talk }) => lengthOf(talk)))
    const wrapUpMs = sum(overs.map(({ wrapUp }) => lengthOf(wrapUp)))
    const replied = spells.filter(({ replyAtMs }) => replyAtMs !== null)
    const resolved = ended.filter(({ outcome }) => outcome === 'resolved').length
    const unresolved = ended.filter(({ outcome }) => outcome === 'unresolved').length
    const issues = ended.filter((life) => keyOf(life) !== null && !this.#repeats.has(life))
    const lasting = issues.filter((life) => ![...this.#repeats.values()].includes(life))
    const ratings = this.#histories.lives.flatMap((life) => this.#ratingOf(life, spells, isAgent))
    const satisfied = ratings.filter((rating) => rating >= this.#options.satisfiedFrom)
    const ratios: Readonly<Record<string, Ratio>> = {
      firstReplyTime: [
        sum(replied.map(({ replyAtMs, assigned }) => replyAtMs! - assigned.atMs)),
        replied.length,
      ],
      talkTime: [talkMs, finished],
      handleTime: [talkMs + wrapUpMs, finished],
      transfers: [spells.filter(({ transferred }) => transferred).length, spells.length],
      hardShare: [spells.filter(({ assigned }) => assigned.isHard).length, spells.length],
      'resolution.confirmed': [resolved, ended.length],
      'resolution.ofAsked': [resolved, resolved + unresolved],
      'fcr.notRepeated': [lasting.filter(({ outcome }) => outcome !== 'unresolved').length, issues.length],
      'fcr.confirmed': [lasting.filter(({ outcome }) => outcome === 'resolved').length, issues.length],
      'satisfaction.rated': [satisfied.length, ratings.length],
      rated: [ratings.length, ended.length],
    }
    return ratios[measure] ?? null
  }

  #ofOffers(measure: string, row: RowName, period: Period, contacts: readonly Life[]): Ratio | null {
    const offers =
      row.kind === 'agent'
        ? this.#histories.lives
            .flatMap((life) => life.offers)
            .filter(
              ({ agentId, atMs, isTimeAlone }) =>
                !isTimeAlone && agentId === row.name && this.#covers(period, atMs),
            )
        : contacts.flatMap((life) => life.offers)
    const settled = offers.filter(({ how }) => how !== 'open' && how !== 'revoked')
    const ratios: Readonly<Record<string, Ratio>> = {
      rona: [settled.filter(({ how }) => how === 'expired').length, settled.length],
      declines: [settled.filter(({ how }) => how === 'declined').length, settled.length],
    }
    return ratios[measure] ?? null
  }

  #ofAgents(measure: string, row: RowName, period: Period, answered: number): Ratio | null {
    if (measure === 'answered') return [answered, 1]
    const all = this.#histories.stretches.filter(
      ({ agentId }) => row.kind === 'total' || agentId === row.name,
    )
    const within = (counts: (stretch: Stretch) => number): number =>
      sum(all.map((stretch) => counts(stretch) * this.#overlap(stretch, period)))
    const available = within((stretch) => (stretch.available ? 1 : 0))
    const busy = within((stretch) => (stretch.available && stretch.contacts > 0 ? 1 : 0))
    const ratios: Readonly<Record<string, Ratio>> = {
      occupancy: [busy, available],
      utilisation: [within(({ contacts }) => (contacts > 0 ? 1 : 0)), within(() => 1)],
      concurrency: [within((stretch) => (stretch.available ? stretch.contacts : 0)), busy],
      agentHours: [available / 3_600_000, 1],
      contactsPerAgentHour: [answered, available / 3_600_000],
    }
    return ratios[measure] ?? null
  }

  #isIn({ arrival }: Life, { kind, name }: RowName, period: Period): boolean {
    if (arrival === null || !this.#covers(period, arrival.atMs)) return false
    return kind === 'total' || arrival[kind as 'queue' | 'channel' | 'tier'] === name
  }

  #periodOf(atMs: number): number {
    return Math.floor(atMs / this.#options.periodMs)
  }

  #covers(period: Period, atMs: number): boolean {
    if (period === 'all') return true
    const isEarlier = this.#periodOf(atMs) <= this.#periodOf(this.#lastMs) - this.#options.keepPeriods
    return period === 'earlier' ? isEarlier : !isEarlier && this.#periodOf(atMs) === period
  }

  /** Milliseconds of a stretch in a period, looked at one period after the other. */
  #overlap({ fromMs, toMs }: Stretch, period: Period): number {
    const { periodMs } = this.#options
    let total = 0
    for (let each = this.#periodOf(fromMs); each <= this.#periodOf(toMs); each++) {
      const startMs = Math.max(fromMs, each * periodMs)
      const endMs = Math.min(toMs, (each + 1) * periodMs)
      if (endMs > startMs && this.#covers(period, startMs)) total += endMs - startMs
    }
    return total
  }

  #thresholds({ arrival }: Life): { readonly withinMs: number; readonly shortMs: number } {
    return this.#options.thresholds(arrival!.queue)
  }

  /** The last rating of a contact, if it was given to one of the spells (an agent's), or if any of them was with the contact. */
  #ratingOf(life: Life, spells: readonly Spell[], isAgent: boolean): number[] {
    const after = this.#ratings.findLast((rated) => rated.life === life)
    const { rating, spell } = after
      ? { rating: after.rating, spell: life.spells.at(-1)! }
      : { rating: life.ratings.at(-1)?.rating ?? 0, spell: life.ratings.at(-1)?.spell }
    if (spell === undefined) return []
    const counts = isAgent ? spells.includes(spell) : life.spells.some((each) => spells.includes(each))
    return counts ? [rating] : []
  }

  /** What ended last of the same customer and issue when an agent took the contact, if the contact came soon after. */
  #repeatedBy(life: Life): Life | undefined {
    const key = keyOf(life)
    const first = life.spells[0]
    if (key === null || !first) return undefined
    const before = this.#histories.lives
      .filter((other) => other.end === 'finished' && other.endedAt < first.at && keyOf(other) === key)
      .toSorted((a, b) => a.endedAt - b.endedAt)
      .at(-1)
    if (!before || before.endedAtMs > life.arrival!.atMs) return undefined
    return first.assigned.atMs - before.endedAtMs <= this.#options.repeatWithinMs ? before : undefined
  }
}

function isAnswered({ spells }: Life): boolean {
  return spells.length > 0
}

function firstWaitMs(life: Life): number {
  return life.spells[0]?.assigned.waitMs ?? life.endWaitMs
}

/** Customer and issue, `null` when the customer is unknown or nobody has taken the contact. */
function keyOf({ arrival, spells }: Life): string | null {
  const first = spells[0]
  if (arrival === null || !first || first.assigned.customerId === '') return null
  return `${first.assigned.customerId} about ${first.assigned.issue}`
}

/** What was reached of the promises of a clock: `alerts.CLOCK.breached`, `promises.CLOCK.kept`. */
function ofClock(measure: string, reached: readonly Reached[]): Ratio {
  const [kind, clock, what = ''] = measure.split('.')
  const count = (stage: string): number =>
    reached.filter((each) => each.clock === clock && each.stage === stage).length
  return kind === 'alerts' ? [count(what), 1] : [count('met'), count('met') + count('breached')]
}

function lengthOf(parts: readonly (readonly [number, number])[]): number {
  return sum(parts.map(([from, to]) => to - from))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The value of rank ceil(percent of the count). */
function rank(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1]!
}
