import type { Credentials, Outbound, PrepareOutcome } from '../contract.ts'
import { ask, asText, readSession, type Context, type Fields } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'
import { prepare } from './prepare.ts'

/** Reads the status that is rewritten: what an edit leaves out, the server takes away. */
export async function prepareEdit(
  context: Context,
  credentials: Credentials,
  outbound: Outbound,
): Promise<PrepareOutcome> {
  const prepared = await prepare(context, credentials, outbound)
  if (prepared.kind !== 'ready') return prepared
  const session = readSession(credentials)
  const path = `${session.service}/api/v1/statuses/${encodeURIComponent(outbound.subject?.id ?? '')}`
  try {
    const answer = await ask(context, path, { token: session.accessToken })
    if ((answer.status === 404 || answer.status === 410) && answer.json?.['error'] !== undefined)
      return { kind: 'rejected', reason: 'parent_gone', detail: 'The post is not there any more' }
    const trouble = troubleWhileReading(answer, context.now(), session)
    if (trouble !== undefined) return trouble
    const { status, language, spoiler_text: warning } = prepared.prepared.body
    const media = Array.isArray(answer.json?.['media_attachments'])
      ? (answer.json['media_attachments'] as Fields[])
      : []
    const spoken = language ?? answer.json?.['language']
    const body = {
      status,
      ...(typeof spoken === 'string' ? { language: spoken } : {}),
      spoiler_text: warning ?? asText(answer.json?.['spoiler_text']),
      sensitive: answer.json?.['sensitive'] === true,
      ...(media.length === 0 ? {} : { media_ids: media.map((one) => asText(one['id'])) }),
    }
    return { kind: 'ready', prepared: { key: outbound.key, body } }
  } catch (error) {
    return { kind: 'later', reason: 'unreachable', ...noAnswer(error) }
  }
}
