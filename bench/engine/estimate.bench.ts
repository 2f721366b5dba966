/**
 * What it costs to be asked how long a wait will be: estimate, announcement and positions, of contacts all over the line and
 * of one who might come, in a rush hour of 20 queues with 8 skills. One operation is one question. Then what it costs never
 * to ask: cycles of an arrival and a finish, in an engine that learns and in one that does not; both must assign the same.
 * Run: npm run bench -- --only engine/estimate
 */
import { Hash64, Stream } from '../../src/base/prng.js'
import { createEngine, type Engine } from '../../src/engine/engine.js'
import type { EngineEvent } from '../../src/engine/events/event.js'
import { definePolicy } from '../../src/engine/policy/policy.js'
import { compare, type Contender, type Row, type Scale } from '../measure.js'
import { START_AT_MS } from '../routing/workload.js'

type Size = readonly [waiting: number, agents: number]

const SIZES: Readonly<Record<Scale, readonly Size[]>> = {
  tiny: [[20, 10]],
  quick: [
    [100, 100],
    [1_000, 100],
  ],
  full: [
    [10, 10],
    [100, 100],
    [1_000, 100],
    [10_000, 1_000],
    [100_000, 1_000],
  ],
}
const QUEUES = 20
const SKILLS = 8
const CHECKED_CYCLES = 60

const skills = Array.from({ length: SKILLS }, (_, skill) => `skill ${skill}`)
const policy = definePolicy<string, string, string>({
  channels: { chat: { units: 1 } },
  skills,
  queues: Object.fromEntries(
    Array.from({ length: QUEUES }, (_, queue) => [
      `queue ${queue}`,
      { requires: { [skills[queue % SKILLS]!]: 1 + (queue % 3) } },
    ]),
  ),
  promises: { queueWait: 'off', firstReply: 'off' },
})

export function run(scale: Scale): Row[] {
  return SIZES[scale].flatMap((size) => {
    const place = `${size[0]} waiting, ${size[1]} agents`
    const centre = new Centre(size, true)
    return [
      ...compare(`a question, ${place}`, centre.questions(), { scale, rival: 'position in the queue' }),
      ...compare(`a cycle, ${place}`, [cycles(size, false), cycles(size, true)], {
        scale,
        rival: 'not learning',
      }),
    ]
  })
}

/** Everybody is busy with one chat, and the rest of the customers wait. */
class Centre {
  private readonly engine: Engine
  private readonly stream = Stream.named(1, 0, 'estimate')
  private readonly sink: EngineEvent[] = []
  /** Handles of contacts in conversation, in the order in which they were assigned. */
  private readonly talking: number[] = []
  private hash: Hash64 | undefined
  private nowMs = START_AT_MS

  constructor([waiting, agents]: Size, estimates: boolean) {
    this.engine = createEngine(policy, { mode: 'assign', estimates })
    for (let agent = 0; agent < agents; agent++) {
      const own = { [skills[agent % SKILLS]!]: 3, [skills[(agent * 3 + 1) % SKILLS]!]: 2 }
      this.engine.apply({ type: 'agent.signIn', atMs: START_AT_MS, agentId: `agent ${agent}`, skills: own })
    }
    while (this.engine.waiting < waiting) this.arrive()
  }

  cycle(): void {
    this.arrive()
    const contact = this.talking.shift()
    if (contact === undefined) return
    this.engine.applyInto({ type: 'contact.finish', atMs: this.nowMs, contact }, this.sink)
    this.read()
  }

  /** A digest of who was assigned in the first cycles. */
  checked(): string {
    this.hash = new Hash64()
    for (let cycle = 0; cycle < CHECKED_CYCLES; cycle++) this.cycle()
    const digest = this.hash.digest()
    this.hash = undefined
    return digest
  }

  questions(): Contender[] {
    const { engine } = this
    const waiting = Array.from({ length: QUEUES }, (_, queue) => engine.line(`queue ${queue}`)).flat()
    const about = (name: string, ask: (contact: number) => number): Contender => {
      let asked = 0
      const steps = (operations: number): number => {
        let sum = 0
        for (let i = 0; i < operations; i++) sum += ask(waiting[(asked += 7) % waiting.length]!.contact)
        return sum
      }
      return { name, steps, digest: '-' }
    }
    return [
      about('position in the queue', (contact) => engine.position({ contact })),
      about('position among rivals', (contact) => engine.position({ contact }, 'rivals')),
      about('announceWait', (contact) => engine.announceWait({ contact })!),
      about('estimateWait', (contact) => engine.estimateWait({ contact })!.medianMs),
      about(
        'estimateWait of a newcomer',
        (contact) => engine.estimateWait({ queue: `queue ${contact % QUEUES}`, channel: 'chat' })!.medianMs,
      ),
    ]
  }

  private arrive(): void {
    this.nowMs += 100
    const queue = `queue ${Math.floor(this.stream.uniform() * QUEUES)}`
    this.engine.applyInto({ type: 'contact.arrive', atMs: this.nowMs, queue, channel: 'chat' }, this.sink)
    this.read()
  }

  private read(): void {
    for (const event of this.sink) {
      if (event.type !== 'contact.assigned') continue
      this.talking.push(event.contact)
      this.hash?.string(`${event.agentId} ${event.waitMs}`)
    }
    this.sink.length = 0
  }
}

function cycles(size: Size, estimates: boolean): Contender {
  const centre = new Centre(size, estimates)
  const digest = centre.checked()
  const steps = (operations: number): number => {
    for (let i = 0; i < operations; i++) centre.cycle()
    return operations
  }
  return { name: estimates ? 'learning' : 'not learning', steps, digest }
}
