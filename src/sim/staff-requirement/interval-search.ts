/**
 * The cheapest numbers of agents by group and interval with which every interval keeps its targets, found by simulation.
 * Idea: one simulated day judges every interval at once. First all intervals that miss a target get agents, of the group that
 * helps most for its cost. Then the day is gone through from its start: in each interval agents are added and taken away until
 * it and those before it are just kept, whatever that does to the later ones. At the end each agent is taken away alone, until
 * none can be spared: the proof.
 * **cost** of simulating about two plans for each group and interval, and one for each agent moved; allocates those plans.
 * **order** among equals the first group, then the first interval.
 * Where nobody may be at work in an interval, its customers are for those who come next.
 * Caveat: a local optimum, as in staff-search.ts; an agent more in one interval to save two in its neighbour is not tried.
 * Source: the judging by interval of Atlason, Epelman, Henderson, Management Science 54 (2008); the search is without its cuts.
 */
import { assert } from '../../base/assert.js'
import { type IntervalJudgement, OF_DAY } from './interval-targets.js'
import { SearchStopped, type Tried, shortfallOf, simulated, triedOf } from './staff-search.js'

export interface IntervalGroup {
  readonly name: string
  /** Of one agent in one interval. */
  readonly cost: number
  /** By interval. */
  readonly least: readonly number[]
  readonly most: readonly number[]
}

/** A plan for each interval; its `counts` are by group x intervals + interval. */
export type TriedDay = Tried<IntervalJudgement>

export interface FoundDay {
  /** `null` when no plan within the limits keeps every target, or none that was tried. */
  readonly best: TriedDay | null
  /** What came nearest, where none does. */
  readonly nearest: TriedDay
  /** By group and interval: the best plan with one agent less there; `null` where there is none to take, or it has not been tried. */
  readonly oneLess: readonly (TriedDay | null)[]
  /** Plans that were simulated. */
  readonly plans: number
  /** Whether the search came to its end; if not, a cheaper plan may be found. */
  readonly isOver: boolean
}

/**
 * Simulates plans, all with the same customers, and judges each, in their order. Judges fewer: the search is to stop; not before
 * the first plan of all is judged.
 */
export type SimulateDay = (
  plans: readonly (readonly number[])[],
) => Promise<readonly (readonly IntervalJudgement[])[]>

/** Why a plan cannot be simulated, in words; `null`: it can, as the first plan can and every one with more than one that can. */
type Refusal = (counts: readonly number[]) => string | null

/** What may be done in one interval: numbers to add by place. */
interface Move {
  readonly interval: number
  readonly steps: readonly (readonly [place: number, step: number])[]
}

/** Finds the cheapest plan from a first one; `first` and the result by group x intervals + interval. Once stopped, tells what it has found by then. */
export async function searchIntervals(
  groups: readonly IntervalGroup[],
  first: readonly number[],
  simulate: SimulateDay,
  refusal: Refusal = () => null,
): Promise<FoundDay> {
  const search = new Search(groups, first.length / groups.length, simulate, refusal)
  try {
    return search.found(await search.whole(first), true)
  } catch (error) {
    if (!(error instanceof SearchStopped)) throw error
    return search.found(search.cheapestKept(), false)
  }
}

class Search {
  private readonly groups: readonly IntervalGroup[]
  private readonly intervals: number
  private readonly simulate: SimulateDay
  private readonly refusal: Refusal
  private readonly known: Map<string, TriedDay>
  /** Indices of the groups, the dearest first. */
  private readonly dearest: readonly number[]
  private plan: TriedDay

  constructor(groups: readonly IntervalGroup[], intervals: number, simulate: SimulateDay, refusal: Refusal) {
    assert(groups.length > 0 && Number.isInteger(intervals), 'interval search: a number for each place')
    this.groups = groups
    this.intervals = intervals
    this.simulate = simulate
    this.refusal = refusal
    this.known = new Map()
    this.dearest = groups.map((_, i) => i).sort((a, b) => groups[b]!.cost - groups[a]!.cost || a - b)
    this.plan = { counts: [], cost: 0, judgements: [], refusal: null, shortfall: 0 }
  }

  /** The cheapest plan; `null`: none keeps every target. */
  async whole(first: readonly number[]): Promise<TriedDay | null> {
    const clipped = first.map((count, place) => this.clipped(place, count))
    ;[this.plan] = (await this.tryAll([clipped])) as [TriedDay]
    if (!(await this.raise())) return null
    await this.goThrough()
    // An interval that is just kept may miss something when an earlier one has changed.
    if (!(await this.raise())) return null
    while (await this.exchange());
    return this.prove()
  }

  /** Of the plans that were tried. */
  cheapestKept(): TriedDay | null {
    const kept = [...this.known.values()].filter(({ shortfall }) => shortfall === 0)
    return kept.toSorted((a, b) => a.cost - b.cost)[0] ?? null
  }

  /** Adds agents until every target is kept; false when there are no more to add. */
  private async raise(): Promise<boolean> {
    // What one agent at a time does not mend in two rounds takes twice as many in each round that follows.
    const rounds = new Int32Array(this.intervals)
    while (this.plan.shortfall > 0) {
      const { plan } = this
      const missed = this.missedBy(plan)
      const stepOf = (interval: number): number => 2 ** Math.max(0, rounds[interval]! - 1)
      const options = this.groups.map((_, group) => {
        const steps = missed.map((interval) => [this.placeFor(group, interval), stepOf(interval)] as const)
        return this.raised(plan.counts, [...new Map(steps)])
      })
      const tried = await this.tryAll(options)
      let counts: readonly number[] = plan.counts
      const later = new Set<number>()
      for (const interval of missed) {
        const group = this.helpful(interval, tried, (each) => this.placeFor(each, interval))
        const place = this.placeFor(group, interval)
        const step = stepOf(interval)
        rounds[interval]!++
        // A whole night asks for the same agents of the morning, once.
        if (later.has(place)) continue
        const isLater = place % this.intervals !== interval
        if (isLater) later.add(place)
        const helps = shortOf(tried[group]!, interval) < shortOf(plan, interval)
        // Who arrives late in an interval may wait for the agents of the next one.
        const hasNext = !helps && !isLater && interval + 1 < this.intervals
        const places = hasNext ? [place, place + 1] : [place]
        counts = this.raised(
          counts,
          places.map((each) => [each, step]),
        )
      }
      if (counts.join() === plan.counts.join()) return false
      ;[this.plan] = (await this.tryAll([counts])) as [TriedDay]
    }
    return true
  }

  /** In each interval, the first one first: agents until all so far is kept, and then away with those whom nobody needs. */
  private async goThrough(): Promise<void> {
    for (let interval = 0; interval < this.intervals; interval++) {
      await this.fill(interval)
      await this.thinOut(interval)
    }
  }

  /** Adds to one interval until it and those before are kept, or there is nobody left. */
  private async fill(interval: number): Promise<void> {
    while (this.missedBy(this.plan).some((each) => each <= interval)) {
      const placeOf = (group: number): number => group * this.intervals + interval
      if (!this.groups.some((_, group) => this.hasMore(placeOf(group)))) return
      const options = await this.tryAll(
        this.groups.map((_, group) => this.raised(this.plan.counts, [[placeOf(group), 1]])),
      )
      this.plan = options[this.helpful(interval, options, placeOf)]!
    }
  }

  /** Takes agents from one interval by turns, as long as it and those before are kept. */
  private async thinOut(interval: number): Promise<void> {
    const isKept = (plan: TriedDay): boolean => this.missedBy(plan).every((each) => each > interval)
    if (!isKept(this.plan)) return
    const steps = this.groups.map(() => 1)
    for (let open = [...this.dearest]; open.length > 0;) {
      for (const group of open) {
        const place = group * this.intervals + interval
        const spare = this.plan.counts[place]! - this.leastAt(place)
        const step = Math.min(steps[group]!, spare)
        if (step === 0) {
          steps[group] = 0
          continue
        }
        const [less] = (await this.tryAll([this.moved([{ interval, steps: [[place, -step]] }])])) as [
          TriedDay,
        ]
        if (isKept(less)) {
          this.plan = less
          steps[group] = step * 2
        } else steps[group] = step === 1 ? 0 : 1
      }
      open = open.filter((group) => steps[group]! > 0)
    }
  }

  /** One agent less of a dear group, one or two more of a cheap one, where that is cheaper; true when something was. */
  private async exchange(): Promise<boolean> {
    const { groups, intervals } = this
    for (const dear of this.dearest) {
      for (const cheap of this.dearest) {
        for (const more of [1, 2]) {
          if (dear === cheap || groups[cheap]!.cost * more >= groups[dear]!.cost) continue
          const moves = this.places(dear).flatMap((place): Move[] => {
            const other = place + (cheap - dear) * intervals
            const count = this.plan.counts[other]! + more
            if (this.clipped(other, count) !== count) return []
            return [
              {
                interval: place % intervals,
                steps: [
                  [place, -1],
                  [other, more],
                ],
              },
            ]
          })
          if (await this.accept(moves)) return true
        }
      }
    }
    return false
  }

  /** Takes every agent away alone, until none can be spared. */
  private async prove(): Promise<TriedDay> {
    const everywhere = (): number[] => this.groups.flatMap((_, group) => this.places(group))
    let open = everywhere()
    let isCheck = true
    for (;;) {
      const alone = await this.tryAll(open.map((place) => this.moved([this.drop(place)])))
      const spare = open.filter((_, i) => alone[i]!.shortfall === 0)
      if (spare.length === 0) {
        if (isCheck) return this.plan
        // Who could not be spared before hardly can now, with fewer; but it has to be seen.
        open = everywhere()
        isCheck = true
        continue
      }
      const group = this.dearest.find((each) => spare.some((place) => this.groupOf(place) === each))!
      const moves = spare.filter((place) => this.groupOf(place) === group).map((place) => this.drop(place))
      assert(await this.accept(moves), 'interval search: one that can be spared alone')
      open = spare.filter((place) => this.plan.counts[place]! > this.leastAt(place))
      isCheck = false
    }
  }

  found(best: TriedDay | null, isOver: boolean): FoundDay {
    const oneLess = (best?.counts ?? []).map(
      (count, place) => this.known.get(best!.counts.with(place, count - 1).join()) ?? null,
    )
    const nearest = best ?? [...this.known.values()].toSorted((a, b) => a.shortfall - b.shortfall)[0]!
    return { best, nearest, oneLess, plans: simulated(this.known.values()).length, isOver }
  }

  /** Makes as many of the moves as keep every target, if any; they are in different intervals. */
  private async accept(moves: readonly Move[]): Promise<boolean> {
    let left = moves
    while (left.length > 0) {
      const [tried] = (await this.tryAll([this.moved(left)])) as [TriedDay]
      if (tried.shortfall === 0) {
        this.plan = tried
        return true
      }
      const missed = this.missedBy(tried)
      const harmless = left.filter(({ interval }) => missed.every((each) => Math.abs(each - interval) > 1))
      // Of two or more one half is tried next, so that the last one is tried alone.
      left =
        harmless.length > 0 && harmless.length < left.length ? harmless : left.filter((_, i) => i % 2 === 1)
    }
    return false
  }

  private async tryAll(plans: readonly (readonly number[])[]): Promise<TriedDay[]> {
    const fresh = new Map(plans.map((counts) => [counts.join(), counts]))
    for (const key of this.known.keys()) fresh.delete(key)
    for (const [key, counts] of fresh) {
      const refusal = this.refusal(counts)
      if (refusal === null) continue
      this.known.set(key, triedOf<IntervalJudgement>(counts, this.costOf(counts), refusal))
      fresh.delete(key)
    }
    const list = [...fresh.values()]
    const judged = list.length === 0 ? [] : await this.simulate(list)
    judged.forEach((each, i) =>
      this.known.set(list[i]!.join(), triedOf(list[i]!, this.costOf(list[i]!), each)),
    )
    if (judged.length < list.length) {
      assert(this.known.size > 0, 'interval search: stopped before the first plan was judged')
      throw new SearchStopped()
    }
    return plans.map((counts) => this.known.get(counts.join())!)
  }

  private costOf(counts: readonly number[]): number {
    return counts.reduce((sum, count, place) => sum + count * this.groups[this.groupOf(place)]!.cost, 0)
  }

  /** Intervals in which something is missed; all, where it is of the day, or the plan cannot be run. */
  private missedBy({ judgements, refusal }: TriedDay): number[] {
    const missed = judgements.filter((each) => shortfallOf(each) > 0).map(({ interval }) => interval)
    return Array.from({ length: this.intervals }, (_, interval) => interval).filter(
      (interval) => refusal !== null || missed.includes(interval) || missed.includes(OF_DAY),
    )
  }

  /**
   * The group whose option helps an interval most for its cost: the cheapest that has anybody left, where none helps.
   * `placeOf`: where an option has more of a group.
   */
  private helpful(
    interval: number,
    options: readonly TriedDay[],
    placeOf: (group: number) => number,
  ): number {
    const before = shortOf(this.plan, interval)
    let best = this.dearest.findLast((group) => this.hasMore(placeOf(group))) ?? 0
    let most = 0
    options.forEach((option, group) => {
      const gain = (before - shortOf(option, interval)) / this.groups[group]!.cost
      if (gain <= most || !this.hasMore(placeOf(group))) return
      most = gain
      best = group
    })
    return best
  }

  private hasMore(place: number): boolean {
    return this.plan.counts[place]! < this.groups[this.groupOf(place)]!.most[place % this.intervals]!
  }

  /** Where agents of a group may help who comes in an interval: there, or in the next interval that may have some. */
  private placeFor(group: number, interval: number): number {
    const { least, most } = this.groups[group]!
    let open = interval
    while (open < this.intervals && most[open] === least[open]) open++
    return group * this.intervals + (open < this.intervals ? open : interval)
  }

  private raised(
    counts: readonly number[],
    steps: readonly (readonly [place: number, step: number])[],
  ): number[] {
    const more = [...counts]
    for (const [place, step] of steps) more[place] = this.clipped(place, more[place]! + step)
    return more
  }

  private moved(moves: readonly Move[]): number[] {
    const counts = [...this.plan.counts]
    for (const { steps } of moves) for (const [place, step] of steps) counts[place] = counts[place]! + step
    return counts
  }

  private drop(place: number): Move {
    return { interval: place % this.intervals, steps: [[place, -1]] }
  }

  /** Places of a group in which there is somebody to take away. */
  private places(group: number): number[] {
    return Array.from({ length: this.intervals }, (_, interval) => group * this.intervals + interval).filter(
      (place) => this.plan.counts[place]! > this.leastAt(place),
    )
  }

  private groupOf(place: number): number {
    return Math.floor(place / this.intervals)
  }

  private leastAt(place: number): number {
    return this.groups[this.groupOf(place)]!.least[place % this.intervals]!
  }

  private clipped(place: number, count: number): number {
    const most = this.groups[this.groupOf(place)]!.most[place % this.intervals]!
    return Math.min(most, Math.max(this.leastAt(place), count))
  }
}

/** How far an interval, and what is asked of the day, are from being kept. */
function shortOf({ judgements }: TriedDay, interval: number): number {
  return judgements
    .filter((each) => each.interval === interval || each.interval === OF_DAY)
    .reduce((sum, judgement) => sum + shortfallOf(judgement), 0)
}
