import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Report } from './report.ts'

export interface Drawing {
  readonly report: Report
  readonly language: 'en' | 'fr'
  readonly now: Date
}

/** The drawing before this one, in this process: two at once would leave no core to the rest. */
let last: Promise<unknown> = Promise.resolve()

/** The report as a PDF (A4), in a language, with the times of the workspace’s zone; drawn in a thread of its own. */
export function reportPdf(report: Report, language: 'en' | 'fr', now: Date): Promise<Buffer> {
  const drawn = last.then(() => draw({ report, language, now }))
  last = drawn.catch(() => undefined)
  return drawn
}

async function draw(drawing: Drawing): Promise<Buffer> {
  const thread = new Worker(new URL('./draw-report.ts', import.meta.url), { workerData: drawing })
  try {
    // an error of the thread rejects this
    const [bytes] = (await once(thread, 'message')) as [Uint8Array]
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } finally {
    await thread.terminate()
  }
}
