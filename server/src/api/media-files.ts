import { rm } from 'node:fs/promises'
import type { Multipart } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Core } from '../core/context.ts'
import { errors } from '../core/errors.ts'
import { addMedia } from '../core/media/add.ts'
import { contentOf } from '../core/media/content.ts'
import { findMedia } from '../core/media/find.ts'
import { intake } from '../core/media/limits.ts'
import { receive, tooLarge, type Received } from '../core/media/receive.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { itemParams, workspaceParams } from './shapes/common.ts'
import { media, toMedia } from './shapes/media.ts'

/** Of a form with a file: ours says more clearly what is too large, so that one comes first. */
export const uploadLimits = { limits: { fileSize: intake.videoBytes + 1, fields: 5, fieldSize: 16_384, parts: 20 } }

/** The bytes of pictures and videos, in and out. */
export function mediaFileRoutes({ app, core }: Routes): void {
  const tags = ['media']
  app.post(
    '/workspaces/:workspaceId/media',
    {
      config: { ...needs('media.add'), upload: true },
      schema: {
        tags,
        summary: 'Upload a picture or video',
        description:
          'A form (multipart/form-data) with one `file`, and before it, where wanted, `alt`. What the file is is read from its bytes. ' +
          'A file that is in the library already is answered with 200.',
        consumes: ['multipart/form-data'],
        params: workspaceParams,
        response: { 200: media, 201: media },
      },
    },
    async (request, reply) => {
      const { person, actor } = signedIn(request)
      const { received, ...form } = await readForm(core, request)
      try {
        const { workspaceId } = request.params
        const added = await addMedia(core, { workspaceId, ...form, received, personId: person.id, actor })
        return await reply.code(added.known ? 200 : 201).send(toMedia(added.media))
      } finally {
        await rm(received.path, { force: true })
      }
    },
  )

  app.get(
    '/workspaces/:workspaceId/media/:id/content',
    {
      config: needs('media.read'),
      schema: {
        tags,
        summary: 'The picture or video itself',
        params: itemParams,
        querystring: z.object({ size: z.enum(['preview', 'whole']).default('whole') }),
      },
    },
    async (request, reply) => {
      const found = await findMedia(core.db, request.params.workspaceId, request.params.id)
      const { type, bytes, open } = await contentOf(core, found, request.query.size)
      void reply
        .type(type)
        // what an id stands for never changes
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('accept-ranges', 'bytes')
      const range = rangeOf(request.headers.range, bytes)
      if (range === undefined) return reply.header('content-length', bytes).send(await open())
      return reply
        .code(206)
        .header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
        .header('content-length', range.end - range.start + 1)
        .send(await open(range))
    },
  )
}

/** One stretch of a file, as players of videos ask for it. Whatever else is asked is answered with the whole. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  return start <= end ? { start, end } : undefined
}

interface Form {
  readonly received: Received
  readonly name: string
  readonly alt: string
}

/** @throws REQUEST_MEDIA_TYPE, VALIDATION_FAILED, MEDIA_TOO_LARGE, MEDIA_TOO_MANY: nothing is left on the disk then */
async function readForm(core: Core, request: FastifyRequest): Promise<Form> {
  if (!request.isMultipart()) throw errors.unsupportedMedia('Send a form: multipart/form-data.')
  // said at once, not after hundreds of megabytes
  if (Number(request.headers['content-length'] ?? 0) > intake.videoBytes + 100_000) {
    request.raw.resume()
    throw tooLarge(intake.videoBytes)
  }
  const form: { received?: Received; name: string; alt: string } = { name: '', alt: '' }
  try {
    for await (const part of request.parts()) await take(core, form, part)
  } catch (error) {
    if (form.received !== undefined) await rm(form.received.path, { force: true })
    // whoever still sends reads our answer only when all of it was taken
    request.raw.resume()
    throw error
  }
  const { received, name, alt } = form
  if (received !== undefined && received.bytes > 0) return { received, name, alt }
  if (received !== undefined) await rm(received.path, { force: true })
  throw errors.validation('Choose a file that is not empty.', {
    errors: [{ field: 'file', problem: 'empty', remedy: 'Choose a file that is not empty.' }],
  })
}

async function take(core: Core, form: { received?: Received; name: string; alt: string }, part: Multipart) {
  if (part.type === 'field') {
    if (part.fieldname === 'alt' && typeof part.value === 'string') form.alt = part.value
    return
  }
  if (form.received !== undefined) {
    part.file.resume()
    throw errors.mediaTooMany('Send one file a request.', { field: 'file' })
  }
  form.name = part.filename
  form.received = await receive(core.incoming, part.file)
}
