/**
 * What the engine keeps of an agent beside the roster's columns: the id, the profile in names (so that another policy
 * can read it anew), the away reason, and the list of contacts the agent has.
 * Cost: O(1); allocates on growth and at sign-in.
 */
import { grownInt32 } from '../../base/column.js'

/** What an agent brings, by names; `undefined` for "all of the policy's". */
export interface AgentInfo {
  readonly skills: Readonly<Record<string, number>>
  readonly queues: readonly string[] | undefined
  readonly channels: readonly string[] | undefined
  readonly region: string | undefined
  readonly pool: string | undefined
  readonly capacityUnits: number
}

export class Agents {
  readonly ids: string[] = []
  /** By slot, as told in events: the handle of its present life. */
  readonly handles: number[] = []
  readonly info: AgentInfo[] = []
  readonly reasons: string[] = []
  /** The first of the contacts at the agent, -1 for none. */
  firstContact: Int32Array = new Int32Array(0)
  /** Hard contacts taken since the last easy one; forgotten after a rest. */
  hardInARow: Int32Array = new Int32Array(0)
  /** 1: may have room for more, and is to be matched before the command is over. */
  isPending: Int32Array = new Int32Array(0)
  /** Timers of the rest after hard contacts and of the cool-down under way, -1 for none. */
  restTimer: Int32Array = new Int32Array(0)
  coolDownTimer: Int32Array = new Int32Array(0)
  private readonly byId = new Map<string, number>()

  /** Names a live slot of the roster. */
  adopt(agent: number, handle: number, id: string, info: AgentInfo, reason: string): void {
    this.ids[agent] = id
    this.handles[agent] = handle
    this.info[agent] = info
    this.reasons[agent] = reason
    this.firstContact = grownInt32(this.firstContact, agent + 1)
    this.firstContact[agent] = -1
    this.hardInARow = grownInt32(this.hardInARow, agent + 1)
    this.hardInARow[agent] = 0
    this.isPending = grownInt32(this.isPending, agent + 1)
    this.isPending[agent] = 0
    this.restTimer = grownInt32(this.restTimer, agent + 1)
    this.restTimer[agent] = -1
    this.coolDownTimer = grownInt32(this.coolDownTimer, agent + 1)
    this.coolDownTimer[agent] = -1
    this.byId.set(id, agent)
  }

  remove(agent: number): void {
    this.byId.delete(this.ids[agent]!)
    this.ids[agent] = ''
  }

  /** Slot of the agent signed in under the id, -1 for nobody. */
  slotOfId(id: string): number {
    return this.byId.get(id) ?? -1
  }
}
