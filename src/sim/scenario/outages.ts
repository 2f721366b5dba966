/**
 * When something is down in a run: agents of some groups, who take nothing new then, or channels, by which nobody comes through.
 * Idea: one stream for each outage, two uniforms a day, so neither customers nor other outages meet other luck; what overlaps
 * is counted, so that a group is down until the last of its outages is over.
 * **cost** O(outages x days), sorted, once a run; O(1) to ask. Allocates at the start only. **order** instant,
 * ends before starts.
 */
import { Stream } from '../../base/prng.js'
import { type Day, onEachDay } from './days.js'
import { timeMs } from '../scenario-language/duration.js'
import type { OutageSpec } from '../scenario-language/staff-spec.js'

export interface Outage {
  /** Named ones; `null`: of all groups. */
  readonly groups: readonly string[] | null
  readonly channels: readonly string[]
  readonly chance: number
  /** `null`: from the start of the stretch to its end. */
  readonly lastsMs: number | null
  /** One for each day. */
  readonly stretches: readonly { readonly fromMs: number; readonly toMs: number }[]
}

/** A checked outage, laid out over the days. */
export function outageOf(
  { from, to, lasts, chance = 1, groups, channels }: OutageSpec,
  days: readonly Day[],
): Outage {
  return {
    groups: groups ?? (channels === undefined ? null : []),
    channels: channels ?? [],
    chance,
    lastsMs: lasts === undefined ? null : timeMs(lasts),
    stretches: onEachDay({ fromMs: timeMs(from), toMs: timeMs(to) }, days),
  }
}

/** The stretches of a run in which an outage happens. */
export function drawnStretches(
  { chance, lastsMs, stretches }: Outage,
  stream: Stream,
): { fromMs: number; toMs: number }[] {
  return stretches.flatMap(({ fromMs, toMs }) => {
    const happens = stream.uniform() < chance
    const where = stream.uniform()
    if (!happens) return []
    if (lastsMs === null) return [{ fromMs, toMs }]
    const startMs = Math.floor(fromMs + where * (toMs - fromMs))
    return [{ fromMs: startMs, toMs: startMs + Math.max(1, Math.round(lastsMs)) }]
  })
}

interface Change {
  readonly atMs: number
  readonly outage: number
  readonly step: 1 | -1
}

export class Outages {
  private readonly changes: readonly Change[]
  /** Indexes of the groups and channels of each outage. */
  private readonly groupsOf: readonly (readonly number[])[]
  private readonly channelsOf: readonly (readonly number[])[]
  /** How many outages of the group, or the channel, last now. */
  private readonly groupsDown: Int32Array
  private readonly channelsDown: Int32Array
  private next: number

  constructor(
    outages: readonly Outage[],
    groups: readonly string[],
    channels: readonly string[],
    seed: number,
    replication: number,
  ) {
    const indexesIn = (all: readonly string[], names: readonly string[] | null): number[] =>
      all.flatMap((name, index) => (names === null || names.includes(name) ? [index] : []))
    this.groupsOf = outages.map((each) => indexesIn(groups, each.groups))
    this.channelsOf = outages.map((each) => indexesIn(channels, each.channels))
    this.groupsDown = new Int32Array(groups.length)
    this.channelsDown = new Int32Array(channels.length)
    this.changes = outages
      .flatMap((each, outage) =>
        drawnStretches(each, Stream.named(seed, replication, `outages/${outage}`)).flatMap(
          ({ fromMs, toMs }): Change[] => [
            { atMs: fromMs, outage, step: 1 },
            { atMs: toMs, outage, step: -1 },
          ],
        ),
      )
      .sort((a, b) => a.atMs - b.atMs || a.step - b.step || a.outage - b.outage)
    this.next = 0
  }

  /** `null` where nothing is ever down. `groups` and `channels`: all names, in the order in which they are asked about. */
  static of(...parts: ConstructorParameters<typeof Outages>): Outages | null {
    return parts[0].length === 0 ? null : new Outages(...parts)
  }

  /** When something goes down or comes back next, or Infinity. */
  get nextAtMs(): number {
    return this.changes[this.next]?.atMs ?? Infinity
  }

  /** Carries out the next change, which is due now: the groups that went down or came back. Allocates. */
  change(): readonly number[] {
    const { outage, step } = this.changes[this.next++]!
    for (const channel of this.channelsOf[outage]!) this.channelsDown[channel]! += step
    return this.groupsOf[outage]!.filter((group) => {
      const before = this.groupsDown[group]!
      this.groupsDown[group] = before + step
      return before === 0 || before + step === 0
    })
  }

  isGroupDown(group: number): boolean {
    return this.groupsDown[group]! > 0
  }

  isChannelDown(channel: number): boolean {
    return this.channelsDown[channel]! > 0
  }
}
