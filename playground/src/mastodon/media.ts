import { invalid, notFound, ok, withLeave, type Handler, type Server } from './answers.ts'
import type { Attachment, Citizen } from './state.ts'

/** Uploads, by `operationId` of the description. */
export const mediaHandlers: Readonly<Record<string, Handler>> = {
  createMediaV2: (server, call) =>
    withLeave(server, call, ['write', 'write:media'], async ({ person }) => {
      const { state, settings, entities } = server
      const { file, body } = call
      if (file === undefined || settings.media === 'unreadable') return invalid('File content type is invalid')
      const attachment: Attachment = {
        id: state.newId(),
        person,
        type: file.type,
        bytes: Buffer.from(await file.arrayBuffer()),
        description: typeof body['description'] === 'string' ? body['description'] : null,
        focus: focusOf(body['focus']),
        unready: { at_once: 0, later: 2, never: Number.POSITIVE_INFINITY }[settings.media],
        attached: false,
      }
      state.media.set(attachment.id, attachment)
      return { status: attachment.unready > 0 ? 202 : 200, body: entities.attachment(attachment) }
    }),

  getMedia: (server, call) =>
    withLeave(server, call, ['write', 'write:media'], ({ person }) => {
      const attachment = server.state.media.get(call.params['id'] ?? '')
      if (attachment?.person !== person || attachment.attached) return notFound
      if (attachment.unready > 0) attachment.unready--
      return attachment.unready > 0 ? { status: 206 } : ok(server.entities.attachment(attachment))
    }),
}

function focusOf(value: unknown): Attachment['focus'] {
  const [x, y] = (typeof value === 'string' ? value : '').split(',').map(Number)
  return x === undefined || y === undefined || Number.isNaN(x) || Number.isNaN(y) ? null : { x, y }
}

/**
 * The files a status asks for, as the server's own rules have them; one that is edited may keep what it had.
 * @returns words of a refusal, else the files
 */
export function attach(
  { state }: Server,
  person: Citizen,
  ids: unknown,
  kept: readonly Attachment[] = [],
): string | Attachment[] {
  if (!Array.isArray(ids)) return []
  if (ids.length > 4) return 'Cannot attach more than 4 files'
  const found = ids.map((id) => state.media.get(String(id)))
  const usable = found.filter(
    (one): one is Attachment => one?.person === person && (!one.attached || kept.includes(one)),
  )
  if (usable.length < ids.length) return 'Media attachment not found'
  if (usable.some(({ unready }) => unready > 0)) return 'Cannot attach files that have not finished processing'
  const videos = usable.filter(({ type }) => type.startsWith('video/')).length
  return videos > 0 && usable.length > 1 ? 'Cannot attach a video to a post that already contains images' : usable
}
