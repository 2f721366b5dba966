import { describe, expect, it } from 'vitest'
import { type Session, readSessions } from '../../../src/sim/records/trace-sessions.js'
import { type TraceFault, TraceTable } from '../../../src/sim/records/trace-table.js'

const columns = { date: 'date', agent: 'agent', from: 'from', to: 'to' }
/** Number of 2026-03-01. */
const day = Date.UTC(2026, 2, 1) / 86_400_000

function read(rows: readonly string[], firstDay = day): { sessions: Session[]; faults: TraceFault[] } {
  const faults: TraceFault[] = []
  const table = new TraceTable('sessions', ['date,agent,from,to', ...rows].join('\n'), columns, faults)
  return { sessions: readSessions('s', table, firstDay), faults }
}

describe('recorded hours', () => {
  it('may end after midnight, written either way, but not begin there', () => {
    const { sessions, faults } = read([
      '2026-03-01,a,86000,30',
      '2026-03-02,b,86000,86430',
      '2026-03-01,c,5,5',
    ])
    expect(faults).toEqual([])
    expect(sessions).toEqual([
      { agentId: 'a', fromMs: 86_000_000, toMs: 86_430_000 },
      { agentId: 'b', fromMs: 172_400_000, toMs: 172_830_000 },
    ])
    expect(read(['2026-03-01,a,86400,86500']).faults).toMatchObject([{ line: 2, column: 14 }])
  })

  it('overlap a session that began long before, too', () => {
    const rows = ['2026-03-01,a,0,1000', '2026-03-01,a,10,20', '2026-03-01,a,900,1100', '2026-03-01,b,0,1000']
    expect(read(rows).faults.map(({ line }) => line)).toEqual([3, 4])
  })

  it('without contacts are only read for their own faults', () => {
    expect(read(['2026-03-01,a,0,10'], Infinity).faults).toEqual([])
    expect(read(['2026-03-32,a,0,10'], Infinity).faults).toMatchObject([{ line: 2, column: 1 }])
  })
})
