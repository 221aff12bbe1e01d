import { setTimeout as wait } from 'node:timers/promises'
import type { OutboundMedia, PrepareOutcome } from '../contract.ts'
import { ask, asText, readAnswer, remoteIdOf, type Answer, type Context, type Session } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'
import { rememberRate } from './rate.ts'

type Stopped = Exclude<PrepareOutcome, { kind: 'ready' }>
type Uploaded = { readonly kind: 'uploaded'; readonly id: string } | Stopped

/** A server throws away what no post refers to after a day; we forget it sooner. */
const keptFor = 30 * 60_000

/**
 * Puts a picture or video on the account's server and waits until it is ready to be shown: nobody sees it before a post refers to
 * it. What was uploaded for a post that had to wait is not uploaded again.
 * https://docs.joinmastodon.org/methods/media/#v2
 */
export async function upload(context: Context, session: Session, media: OutboundMedia): Promise<Uploaded> {
  const name = nameOf(session, media)
  const known = recall(context, name)
  try {
    if (known !== undefined) {
      const ready = await waitUntilReady(context, session, known)
      // the server has forgotten it meanwhile
      if (ready !== 'gone') return ready
      context.uploads.delete(name)
    }
    const answer = await send(context, session, media)
    const id = asText(answer.json?.['id'])
    const trouble = refusal(context, session, answer)
    if (trouble !== undefined) return trouble
    if (id === '')
      return { kind: 'later', reason: 'service_down', detail: 'The server took the file without a word of it' }
    context.uploads.set(name, { id, at: context.now().getTime() })
    if (answer.status === 200) return { kind: 'uploaded', id }
    const ready = await waitUntilReady(context, session, id)
    return ready === 'gone' ? { kind: 'rejected', reason: 'media_refused', detail: 'The server lost the file' } : ready
  } catch (error) {
    return { kind: 'later', reason: 'unreachable', ...noAnswer(error) }
  }
}

/** Forgets what a post refers to from now on. */
export function forgetUploads({ uploads }: Context, ids: readonly string[]): void {
  for (const [name, { id }] of uploads) if (ids.includes(id)) uploads.delete(name)
}

const nameOf = (session: Session, { id, type, bytes, alt, focus }: OutboundMedia): string =>
  JSON.stringify([remoteIdOf(session), id, type, bytes, alt, focus ?? null])

function recall({ uploads, now }: Context, name: string): string | undefined {
  const oldest = now().getTime() - keptFor
  for (const [other, { at }] of uploads) if (at < oldest) uploads.delete(other)
  return uploads.get(name)?.id
}

async function send({ http }: Context, { service, accessToken }: Session, media: OutboundMedia): Promise<Answer> {
  const form = new FormData()
  const bytes = await media.read()
  form.set(
    'file',
    new Blob([bytes as Uint8Array<ArrayBuffer>], { type: media.type }),
    `file.${media.type.split('/')[1]}`,
  )
  if (media.alt !== '') form.set('description', media.alt)
  if (media.focus !== undefined) form.set('focus', `${media.focus.x},${media.focus.y}`)
  const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` }
  return readAnswer(await http.upload(`${service}/api/v2/media`, { method: 'POST', headers, body: form }))
}

async function waitUntilReady(context: Context, session: Session, id: string): Promise<Uploaded | 'gone'> {
  const address = `${session.service}/api/v1/media/${encodeURIComponent(id)}`
  for (const ms of context.waits) {
    const answer = await ask(context, address, { token: session.accessToken })
    if (answer.status === 404) return 'gone'
    const trouble = answer.status === 206 ? undefined : refusal(context, session, answer)
    if (trouble !== undefined) return trouble
    if (answer.status === 200) return { kind: 'uploaded', id }
    await wait(ms)
  }
  const retryAt = new Date(context.now().getTime() + 60_000)
  return {
    kind: 'later',
    reason: 'service_down',
    retryAt,
    detail: 'The server is still preparing the picture or video',
  }
}

/** A server that cannot read a file says 422, and so it does of one it could not convert. */
function refusal(context: Context, session: Session, answer: Answer): Stopped | undefined {
  rememberRate(context, session, answer.headers)
  const trouble = troubleWhileReading(answer, context.now(), session)
  if (trouble === undefined) return undefined
  const ofFile = trouble.kind === 'rejected' && trouble.reason === 'invalid'
  return ofFile || answer.status === 413
    ? { kind: 'rejected', reason: 'media_refused', detail: trouble.detail }
    : trouble
}
