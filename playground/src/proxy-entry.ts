import type { IncomingMessage } from 'node:http'

/** One request that reached the proxy. It is entered when its first bytes are read, and completed as things happen. */
export interface ProxyEntry {
  readonly seq: number
  /** Wall clock at arrival. */
  readonly receivedAt: Date
  /** `performance.now()` of the proxy's process at arrival, ms. */
  readonly receivedMs: number
  readonly method: string
  /** Path without query; of an XRPC call it ends in the name of the method. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The body's fields that name a record, where it is JSON. */
  body?: { readonly repo?: string; readonly collection?: string; readonly rkey?: string; readonly text?: string }
  /** What the service answered, if it was asked. */
  serviceStatus?: number
  /** What the client got. */
  status?: number
  outcome:
    | 'open'
    | 'answered'
    | 'answered_by_proxy'
    | 'request_dropped'
    | 'request_incomplete'
    | 'answer_dropped'
    | 'answer_cut'
    | 'client_gone'
}

/** Which requests a fault is for: the end of the path ("putRecord"), or a test of the entry. Default: any. */
export type Match = string | ((entry: ProxyEntry) => boolean)

/** A fault that waits for its request. */
export interface Fault {
  /** Fulfilled with the request it met, when that is over. */
  readonly met: Promise<ProxyEntry>
}

export type Act =
  | { readonly kind: 'drop_request' | 'drop_answer' | 'cut_answer' }
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }

export interface Waiting {
  readonly match: (entry: ProxyEntry) => boolean
  readonly act: Act
  readonly resolve: (entry: ProxyEntry) => void
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export const matcher = (match: Match | undefined): ((entry: ProxyEntry) => boolean) =>
  match === undefined ? () => true : typeof match === 'string' ? (entry) => entry.path.endsWith(match) : match

/** Undefined when the other side left before the end. */
export async function readAll(stream: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer)
  } catch {
    return undefined
  }
  return stream.complete ? Buffer.concat(chunks) : undefined
}

export function recordFields(body: Buffer): ProxyEntry['body'] | undefined {
  if (body.length === 0 || body[0] !== 0x7b) return undefined
  try {
    const { repo, collection, rkey, record } = JSON.parse(body.toString('utf8')) as Record<string, unknown>
    const text = (record as { text?: unknown } | undefined)?.text
    const fields = Object.entries({ repo, collection, rkey, text }).filter(([, value]) => typeof value === 'string')
    return Object.fromEntries(fields)
  } catch {
    return undefined
  }
}
