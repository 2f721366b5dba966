/**
 * How long an agent is occupied with a contact: service, first reply and wrap-up, by queue, profile and group.
 * Times are whole milliseconds; Infinity where the law is `never`.
 * **cost** O(1); allocates at the start only.
 */
import { assert } from '../../base/assert.js'
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import type { ContactColumns } from '../run/contact-columns.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Profile } from '../scenario/rule-table.js'
import { TimeTable, type Times } from '../scenario/times.js'

export class Handling {
  private readonly contacts: ContactColumns
  private readonly service: readonly (TimeTable | null)[]
  private readonly wrapUp: readonly (TimeTable | null)[]
  private readonly firstReply: readonly TimeTable[]
  /** Queue x channels + channel: 1 where the agent's first reply meets a promise. */
  private readonly replies: Uint8Array
  private readonly channels: number

  /** `levels`: the skills of each group. */
  constructor(
    scenario: Scenario,
    contacts: ContactColumns,
    profiles: readonly Profile[],
    levels: readonly Readonly<Record<string, number>>[],
  ) {
    const policy: NormalPolicy = scenario.policy.normal
    const table = (times: Times): TimeTable => new TimeTable(times, profiles, levels)
    this.contacts = contacts
    this.service = scenario.queues.map(({ service }) => (service === null ? null : table(service)))
    this.wrapUp = scenario.queues.map(({ wrapUp }) => (wrapUp === null ? null : table(wrapUp)))
    this.firstReply = scenario.queues.map(({ firstReply }) => table(firstReply))
    this.replies = Uint8Array.from(
      policy.queues.flatMap(({ promises }) =>
        policy.channels.map(({ firstReply }) =>
          firstReply === 'reply' && promises.firstReply.some(({ promise }) => promise !== null) ? 1 : 0,
        ),
      ),
    )
    this.channels = policy.channels.length
  }

  /** 1 where an agent's first reply is promised, else 0. */
  promisesReply(queue: number, channel: number): number {
    return this.replies[queue * this.channels + channel]!
  }

  serviceMs(slot: number, group: number): number {
    const { contacts } = this
    const recordedMs = contacts.serviceMs[slot]!
    if (recordedMs >= 0) return recordedMs
    const table = this.service[contacts.queue[slot]!]!
    assert(table !== null, 'handling: a queue without service times')
    return Math.round(table.at(contacts.profile[slot]!, group, contacts.serviceUniform[slot]!))
  }

  firstReplyMs(slot: number, group: number): number {
    const { contacts } = this
    const table = this.firstReply[contacts.queue[slot]!]!
    return Math.round(table.at(contacts.profile[slot]!, group, contacts.firstReplyUniform[slot]!))
  }

  /** -1: as the policy has it. */
  wrapUpMs(slot: number, group: number): number {
    const { contacts } = this
    const table = this.wrapUp[contacts.queue[slot]!]!
    if (table === null) return -1
    return Math.round(table.at(contacts.profile[slot]!, group, contacts.wrapUpUniform[slot]!))
  }
}
