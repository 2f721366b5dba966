/**
 * The commands that every contact of a run needs: one object of each kind, written anew for each contact.
 * **cost** O(1); allocates never. Caveat: a command is good until the next one of its kind is asked for.
 */
import type { Command } from '../../engine/commands/command.js'

interface Draft<Type extends string> {
  readonly type: Type
  atMs: number
  contact: number
}

/** Drafts are built alike, so that the engine reads them as one kind of object. */
function draft<Type extends string>(type: Type): Draft<Type> {
  return { type, atMs: 0, contact: 0 }
}

export class ContactCommands {
  private readonly finishing: Draft<'contact.finish'>
  private readonly wrappingUp: Draft<'contact.finish'> & { wrapUpMs: number }
  private readonly abandoning: Draft<'contact.abandon'>

  constructor() {
    this.finishing = draft('contact.finish')
    this.wrappingUp = { ...draft('contact.finish'), wrapUpMs: 0 }
    this.abandoning = draft('contact.abandon')
  }

  abandon(contact: number, atMs: number): Command {
    this.abandoning.atMs = atMs
    this.abandoning.contact = contact
    return this.abandoning
  }

  /** `wrapUpMs` -1: as the policy has it. */
  finish(contact: number, wrapUpMs: number, atMs: number): Command {
    const command = wrapUpMs < 0 ? this.finishing : this.wrappingUp
    command.atMs = atMs
    command.contact = contact
    this.wrappingUp.wrapUpMs = wrapUpMs
    return command
  }
}
