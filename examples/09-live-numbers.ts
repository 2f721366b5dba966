/**
 * Live numbers: an hour of two agents, told to the measures event by event. Service level by its formula's name, the users'
 * targets with verdicts, how evenly hard contacts are spread, and an agent whose customers are suddenly not helped.
 */
import { createEngine, createLiveMeasures, definePolicy, judge, type Command, type NamesOf } from 'skillroute'

const policy = definePolicy({
  channels: { chat: { firstReply: 'reply' } },
  skills: [],
  queues: { service: {} },
})
const engine = createEngine(policy, { mode: 'assign' })
const measures = createLiveMeasures(policy, {
  serviceLevel: { withinMs: 30_000 },
  charts: [{ measure: 'resolution.ofAsked', usual: 0.95, drop: 0.7, falseAlarmEvery: 500 }],
})
const tell = (command: Command<NamesOf<typeof policy>>): void => measures.read(engine.apply(command))

for (const agentId of ['Ana', 'Ben']) tell({ type: 'agent.signIn', atMs: 0, agentId, skills: {} })
for (let number = 0; number < 40; number++) {
  const atMs = number * 90_000
  const contactId = `contact ${number}`
  // Every fifth customer is angry; from the half hour on Ana cannot help any more.
  tell({
    type: 'contact.arrive',
    atMs,
    contactId,
    queue: 'service',
    channel: 'chat',
    customerId: `customer ${number % 37}`,
    emotion: number % 5 === 0 ? 90 : 10,
  })
  const agentId = engine.contact({ contactId })?.agentId
  tell({ type: 'contact.reply', atMs: atMs + 12_000, contactId, by: 'agent' })
  const isHelped = agentId === 'Ben' || number < 20
  tell({
    type: 'contact.finish',
    atMs: atMs + 80_000,
    contactId,
    outcome: isHelped ? 'resolved' : 'unresolved',
  })
  measures.rate({ contactId, rating: isHelped ? 5 : 2 })
  for (const drop of measures.takeDrops()) {
    const { kind, name, measure, observed, failed } = drop
    const often = Math.round(drop.falseAlarmEvery)
    console.log(
      `DROP: ${measure} of ${kind} ${name}, ${failed} of the last ${observed} (one false alarm in ${often})`,
    )
  }
}
measures.advance(3_600_000)

const { view } = measures
for (const measure of [
  'serviceLevel.withAbandons',
  'asa',
  'handleTime',
  'occupancy',
  'satisfaction.rated',
  'fcr.confirmed',
]) {
  const { numerator, denominator, value } = view.value(measure)
  console.log(`${measure}: ${numerator} / ${denominator} = ${value?.toFixed(3)}`)
}
for (const { measure, value, target, verdict } of judge(view)) {
  const bound = target.atMost === undefined ? `>= ${target.atLeast}` : `<= ${target.atMost}`
  console.log(`${verdict === 'kept' ? 'ok  ' : 'MISS'} ${measure} ${bound}: ${value?.toFixed(3)}`)
}
const { jain, agents } = view.fairness('hardContacts')
console.log(`hard contacts an hour: ${agents.map(({ agentId, share }) => `${agentId} ${share}`).join(', ')}`)
console.log(`Jain's index ${jain?.toFixed(3)}`)
