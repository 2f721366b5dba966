/**
 * Commands carry the names of their policy: a misspelt queue, channel, tier or skill does not compile.
 * A policy that was read from a file has `string` for every name, and then any spelling compiles.
 */
import type {
  BotHandOver,
  Command,
  ContactArrive,
  ContactAssign,
  ContactCallback,
  ContactFinish,
} from '../../src/engine/commands/command.js'

interface Shop {
  readonly channel: 'phone' | 'chat'
  readonly skill: 'assembly' | 'german'
  readonly queue: 'help' | 'repair'
  readonly tier: 'core' | 'regular'
  readonly issue: 'complaint'
  readonly region: 'north'
  readonly pool: never
  readonly calendar: never
}

export const arrival: ContactArrive<Shop> = {
  type: 'contact.arrive',
  atMs: 0,
  queue: 'help',
  channel: 'phone',
  tier: 'core',
  requires: { assembly: 3 },
}

export const misspeltQueue: ContactArrive<Shop> = {
  type: 'contact.arrive',
  atMs: 0,
  // @ts-expect-error: there is no queue `helo`
  queue: 'helo',
  channel: 'phone',
}

export const misspeltSkill: ContactArrive<Shop> = {
  type: 'contact.arrive',
  atMs: 0,
  queue: 'help',
  channel: 'chat',
  // @ts-expect-error: there is no skill `germn`
  requires: { germn: 1 },
}

export const fromFile: ContactArrive = {
  type: 'contact.arrive',
  atMs: 0,
  queue: 'whatever the file said',
  channel: 'phone',
}

// @ts-expect-error: a command without its time is not a command
export const timeless: Command = { type: 'tick' }

// @ts-expect-error: nothing is called this
export const unknownType: Command = { type: 'contact.teleport', atMs: 0 }

// @ts-expect-error: a contact is named by its id or its handle, not by both
export const namedTwice: ContactFinish = { type: 'contact.finish', atMs: 0, contact: 1, contactId: 'a' }

// @ts-expect-error: an assignment names an agent, too
export const halfAnAssignment: ContactAssign = { type: 'contact.assign', atMs: 0, contact: 1 }

export const collectedNumber: BotHandOver = {
  type: 'bot.handOver',
  atMs: 0,
  contact: 1,
  // @ts-expect-error: what is collected are texts
  collected: { order: 17 },
}

export const halfAWindow: ContactCallback = {
  type: 'contact.callback',
  atMs: 0,
  contact: 1,
  // @ts-expect-error: a window has an end
  window: { fromAtMs: 1 },
}
