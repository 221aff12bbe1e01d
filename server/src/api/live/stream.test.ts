import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../db/schema.ts'
import { parseMark, Stream } from './stream.ts'

const workspaceId = 'w'
const entry = (seq: number, xid: number): AuditEntry =>
  ({
    seq: String(seq),
    xid: String(xid),
    workspaceId,
    action: 'a',
    subjectKind: 'post',
    subjectId: 'p',
    postId: null,
  }) as AuditEntry

class Paper {
  text = ''
  writableEnded = false
  writableLength = 0
  write(text: string): void {
    this.text += text
  }
  end(): void {
    this.writableEnded = true
  }
  /** Pairs of the id of an event and the entry it brought. */
  get changes(): [id: string, seq: string][] {
    return [...this.text.matchAll(/id: (.*)\nevent: change\ndata: \{"seq":"(\d+)"/g)].map(([, id = '', seq = '']) => [
      id,
      seq,
    ])
  }
}

const batch = { entries: [entry(1, 12), entry(2, 10), entry(3, 11), entry(4, 12)], position: '13:13:', tooMany: false }

describe('a stream', () => {
  test('cut after any event of a batch resumes with the next one, and takes up what was committed meanwhile', () => {
    const first = new Paper()
    const whole = new Stream(first, workspaceId)
    whole.begin('10:10:', false)
    whole.take(batch)
    expect(first.changes.map(([, seq]) => seq)).toEqual(['1', '2', '3', '4'])
    for (const [at, [id]] of first.changes.entries()) {
      const mark = parseMark(id)!
      const paper = new Paper()
      const resumed = new Stream(paper, workspaceId)
      // entry 0 has the lowest number, and was committed last
      resumed.resume(mark, {
        ...batch,
        entries: [entry(0, 13), ...batch.entries].filter((one) => at < 3 || one.seq === '0'),
        position: '14:14:',
      })
      expect(paper.changes.map(([, seq]) => seq)).toEqual(['0', ...['1', '2', '3', '4'].slice(at + 1)])
    }
  })

  test('tells a hint that comes before its greeting', () => {
    const paper = new Paper()
    const stream = new Stream(paper, workspaceId)
    stream.hint({ kind: 'presence', workspaceId, postId: 'p' })
    stream.hint({ kind: 'presence', workspaceId: 'another', postId: 'q' })
    stream.begin('10:10:', false)
    expect(paper.text.match(/event: \w+\ndata: .*/g)).toEqual([
      'event: hint\ndata: {"kind":"presence","postId":"p"}',
      'event: hello\ndata: {"resumed":false}',
    ])
  })

  test('tells nothing twice that the feed brings late', () => {
    const paper = new Paper()
    const stream = new Stream(paper, workspaceId)
    stream.take(batch)
    stream.resume(
      { id: '12:12:', before: '12:12:' },
      { entries: [entry(1, 12), entry(4, 12)], position: '13:13:', tooMany: false },
    )
    stream.take({ entries: [entry(5, 14)], position: '15:15:', tooMany: false })
    stream.take(batch)
    expect(paper.changes).toEqual([
      ['12:12:~13:13:~1', '1'],
      ['13:13:', '4'],
      ['15:15:', '5'],
    ])
  })

  test('of somebody who does not read ends before it costs memory', () => {
    const paper = new Paper()
    const stream = new Stream(paper, workspaceId)
    stream.begin('10:10:', false)
    paper.writableLength = 2 * 1024 * 1024
    stream.take(batch)
    expect(paper.writableEnded).toBe(true)
  })
})
