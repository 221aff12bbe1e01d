import type { Credentials, Outbound, OutboundKind, PrepareOutcome, QuotePolicy, Visibility } from '../contract.ts'
import { readSession, type Context } from './context.ts'
import { quotePolicyFeature } from './profile.ts'
import { upload } from './upload.ts'
import { validate } from './validate.ts'

/**
 * The body of the one request, once its pictures and videos are on the server. Links, mentions and tags are the server's to find, so
 * nothing is asked for them.
 */
export async function prepare(context: Context, credentials: Credentials, outbound: Outbound): Promise<PrepareOutcome> {
  const problem = validate(outbound)[0]
  if (problem !== undefined) return { kind: 'rejected', reason: problem.code, detail: problem.detail }
  if (follows.includes(outbound.kind) && outbound.inReplyTo === undefined) {
    return { kind: 'rejected', reason: 'invalid', detail: 'It was prepared before what it answers was out' }
  }
  const { subject } = outbound
  if (outbound.kind === 'repost')
    return { kind: 'ready', prepared: { key: outbound.key, body: { reblog: subject?.id } } }
  const media: string[] = []
  for (const one of outbound.media ?? []) {
    const uploaded = await upload(context, readSession(credentials), one)
    if (uploaded.kind !== 'uploaded') return uploaded
    media.push(uploaded.id)
  }
  const { text, languages, options = {}, features = [], inReplyTo } = outbound
  const { contentWarning = '', visibility, quotePolicy } = options
  // one language, by its ISO 639-1 code: the author's first
  const language = /^[a-z]{2}(?=-|$)/i.exec(languages[0] ?? '')?.[0].toLowerCase()
  const body = {
    status: text,
    ...(language === undefined ? {} : { language }),
    ...(media.length === 0 ? {} : { media_ids: media }),
    ...(inReplyTo === undefined ? {} : { in_reply_to_id: inReplyTo.parent.id }),
    ...(contentWarning === '' ? {} : { spoiler_text: contentWarning }),
    ...(visibility === undefined ? {} : { visibility: visibilityOf[visibility] }),
    // a server that does not know it would let everybody quote without a word
    ...(quotePolicy === undefined || !features.includes(quotePolicyFeature)
      ? {}
      : { quote_approval_policy: quotePolicyOf[quotePolicy] }),
  }
  return { kind: 'ready', prepared: { key: outbound.key, body } }
}

/** What answers another of ours: known only once that is out. */
const follows: readonly OutboundKind[] = ['thread_item', 'first_comment']

const visibilityOf = { public: 'public', unlisted: 'unlisted', followers: 'private' } satisfies Record<
  Visibility,
  string
>
const quotePolicyOf = { everyone: 'public', followers: 'followers', nobody: 'nobody' } satisfies Record<
  QuotePolicy,
  string
>
