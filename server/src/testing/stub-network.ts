import type { PublishOutcome, SettleOutcome, SpeechPermit } from '../connectors/contract.ts'
import type { Core } from '../core/context.ts'

interface Asked {
  readonly key: string
  readonly text: string
  readonly answer: (outcome: PublishOutcome) => void
}

export const published: PublishOutcome = {
  kind: 'published',
  post: { id: 'at://did:plc:somebody/app.bsky.feed.post/1', url: 'https://bsky.app/1' },
}

/** A network of the test's own in place of the real one: it notes what it is asked, and answers when told. */
export class StubNetwork {
  /** Requests that arrived, with their permits spent. */
  readonly asked: Asked[] = []
  /** From now on requests wait for their `answer`. */
  holding = false
  /** What a look finds. */
  settles: SettleOutcome = { kind: 'absent' }
  /** Keys that were looked for. */
  readonly looked: string[] = []

  get texts(): string[] {
    return this.asked.map(({ text }) => text)
  }

  readonly around = ({ bluesky, ...others }: Core['connectors']): Core['connectors'] => ({
    ...others,
    bluesky: {
      ...bluesky,
      prepare: (_credentials, { key, text }) => Promise.resolve({ kind: 'ready', prepared: { key, body: { text } } }),
      publish: (permit, _credentials, { key, body }) => this.#publish(permit, key, String(body['text'])),
      settle: (_credentials, { key }) => {
        this.looked.push(key)
        return Promise.resolve(this.settles)
      },
    },
  })

  async #publish(permit: SpeechPermit, key: string, text: string): Promise<PublishOutcome> {
    try {
      permit.spend()
    } catch {
      return { kind: 'later', reason: 'permit_expired', detail: 'The permit was not good any more' }
    }
    const { promise, resolve } = Promise.withResolvers<PublishOutcome>()
    this.asked.push({ key, text, answer: resolve })
    if (!this.holding) resolve(published)
    return promise
  }
}
