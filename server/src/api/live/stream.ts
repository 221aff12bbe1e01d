import type { Changes } from '../../core/audit/changes.ts'
import { covers, hasSeen, parsePosition, type Position } from '../../core/audit/position.ts'
import type { Hint } from '../../db/bell.ts'
import type { AuditEntry } from '../../db/schema.ts'

/** A reader that does not read is let go before it costs memory, in bytes. */
const mostUnread = 1024 * 1024

const data = ({ seq, action, subjectKind, subjectId, postId }: AuditEntry) =>
  JSON.stringify({ seq, action, subject: { kind: subjectKind, id: subjectId }, ...(postId === null ? {} : { postId }) })

/** Where a reader stood: behind all of `before`, and behind what `later` shows up to the entry `seq`. */
export interface Mark {
  readonly id: string
  readonly before: Position
  readonly later?: Position
  readonly seq?: bigint
}

/** Reads a Last-Event-ID of ours; undefined for anything else. */
export function parseMark(id: string): Mark | undefined {
  const [before = '', later, seq, ...rest] = id.split('~')
  if (parsePosition(before) === undefined || rest.length > 0) return undefined
  if (later === undefined) return { id, before }
  if (parsePosition(later) === undefined || seq === undefined || !/^\d{1,18}$/.test(seq)) return undefined
  return { id, before, later, seq: BigInt(seq) }
}

function wasSent({ later, seq }: Mark, entry: AuditEntry): boolean {
  return later !== undefined && seq !== undefined && BigInt(entry.seq) <= seq && hasSeen(later, entry.xid)
}

/** Where the events are written. */
export interface Sink {
  write(text: string): unknown
  end(): unknown
  readonly writableLength: number
  readonly writableEnded: boolean
}

/**
 * What one reader of a workspace's changes is sent. Each event's id is where the reader stands when it has got this event and no
 * later one, so that a connection cut between two of them resumes with the second.
 */
export class Stream {
  readonly #sink: Sink
  readonly #workspaceId: string
  /** Undefined until the beginning was written: what comes before waits. */
  #position: Position | undefined
  #waiting: Changes[] = []

  constructor(sink: Sink, workspaceId: string) {
    this.#sink = sink
    this.#workspaceId = workspaceId
  }

  /** Greets a reader who begins at `position`. `reset`: what was missed before is not known, fetch everything. */
  begin(position: Position, reset: boolean): void {
    this.#hello(position, false)
    if (reset) this.#sink.write('event: reset\ndata: {}\n\n')
    this.#go(position)
  }

  /** Greets a reader who was here before, and sends what was missed. */
  resume(mark: Mark, missed: Changes): void {
    this.#hello(mark.id, true)
    const entries = missed.entries.filter((entry) => !wasSent(mark, entry))
    this.#position = mark.before
    this.#send({ ...missed, entries })
    this.#go(missed.position)
  }

  #hello(id: string, resumed: boolean): void {
    this.#sink.write(`retry: 1000\nid: ${id}\nevent: hello\ndata: ${JSON.stringify({ resumed })}\n\n`)
  }

  #go(position: Position): void {
    this.#position = position
    for (const changes of this.#waiting) this.#send(changes)
    this.#waiting = []
  }

  /** Takes changes from the feed, of all workspaces. */
  take(changes: Changes): void {
    if (this.#position === undefined) this.#waiting.push(changes)
    else this.#send(changes)
  }

  /** What is told beside the record moves nobody: without an id, a reader stands where they stood, even before the greeting. */
  hint({ workspaceId, ...hint }: Hint): void {
    if (workspaceId !== this.#workspaceId || this.#sink.writableEnded) return
    this.#sink.write(`event: hint\ndata: ${JSON.stringify(hint)}\n\n`)
  }

  #send({ entries, position, tooMany }: Changes): void {
    if (this.#sink.writableEnded) return
    const before = this.#position
    if (before === undefined) return
    // two sources may bring the same: what this reader has seen is not told again
    const fresh = entries.filter((entry) => entry.workspaceId === this.#workspaceId && !hasSeen(before, entry.xid))
    if (tooMany) {
      // a feed that lags behind brings nothing new, and must not move the reader back
      if (covers(before, position)) return
      this.#position = position
      this.#sink.write(`id: ${position}\nevent: reset\ndata: {}\n\n`)
    } else if (fresh.length > 0) {
      this.#position = position
      for (const [at, entry] of fresh.entries()) {
        const id = at === fresh.length - 1 ? position : `${before}~${position}~${entry.seq}`
        this.#sink.write(`id: ${id}\nevent: change\ndata: ${data(entry)}\n\n`)
      }
    }
    if (this.#sink.writableLength > mostUnread) this.#sink.end()
  }
}
