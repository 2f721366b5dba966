/**
 * What the present policy promises, as far as the live measures have to know it: where the clocks run at all, so that a
 * promise never made does not count as kept. **cost** O(queues + channels) for a policy, O(1) a question.
 */
import type { NormalPolicy } from './normal-policy.js'

export class LivePromises {
  private waits: ReadonlySet<string> = new Set()
  private replies: ReadonlySet<string> = new Set()
  private replyChannels: ReadonlySet<string> = new Set()

  /** From now on these promises are made. */
  usePolicy({ queues, channels }: NormalPolicy): void {
    const promising = (clock: 'queueWait' | 'firstReply'): Set<string> =>
      new Set(queues.filter(({ promises }) => promises[clock].length > 0).map(({ name }) => name))
    this.waits = promising('queueWait')
    this.replies = promising('firstReply')
    this.replyChannels = new Set(
      channels.filter(({ firstReply }) => firstReply === 'reply').map(({ name }) => name),
    )
  }

  /** Whether a wait in the queue is promised to end in time. */
  ofWait(queue: string): boolean {
    return this.waits.has(queue)
  }

  /** Whether a reply is promised after an assignment. */
  ofReply(queue: string, channel: string): boolean {
    return this.replies.has(queue) && this.replyChannels.has(channel)
  }
}
