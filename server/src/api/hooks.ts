import { z } from 'zod'
import type { Core } from '../core/context.ts'
import { errors } from '../core/errors.ts'
import { createHook, listHooks, revokeHook, type HookView } from '../core/halts/hooks.ts'
import { askedAgain, readSignedStop } from '../core/halts/signed-stop.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, open, type App, type Routes } from './http/types.ts'
import { at, id, instant, itemParams, maybeAt, name, nothing, workspaceParams } from './shapes/common.ts'
import { hurriedReason, level } from './shapes/halt.ts'
import { stop } from './stop.ts'

const hook = z.object({ id, name, level, createdAt: instant, lastUsedAt: instant.nullable() }).meta({ id: 'HaltHook' })

const toHook = ({ id: key, name: title, level: how, createdAt, lastUsedAt }: HookView) => ({
  id: key,
  name: title,
  level: how,
  createdAt: at(createdAt),
  lastUsedAt: maybeAt(lastUsedAt),
})

/** What to run to try it, with nothing but what every Unix has. */
const example = (url: string, secret: string) =>
  [
    `SECRET='${secret}' BODY='{"reason":"Monitoring"}' T=$(date +%s)`,
    `SIGN=$(printf '%s.%s' "$T" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -hex | sed 's/.*= *//')`,
    `curl -s -X POST '${url}' -H "X-Vigie-Signature: t=$T,v1=$SIGN" -d "$BODY"`,
  ].join('\n')

/** Webhooks that stop, for those who keep them. */
export function hookRoutes({ app, core }: Routes, publicUrl: string): void {
  const tags = ['emergency stop']
  app.get(
    '/workspaces/:workspaceId/halt-hooks',
    {
      config: needs('halt.hook'),
      schema: {
        tags,
        summary: 'List the webhooks that can stop a workspace',
        params: workspaceParams,
        response: { 200: z.object({ items: z.array(hook) }) },
      },
    },
    async (request) => ({ items: (await listHooks(core.db, request.params.workspaceId)).map(toHook) }),
  )

  app.post(
    '/workspaces/:workspaceId/halt-hooks',
    {
      config: needs('halt.hook'),
      schema: {
        tags,
        summary: 'Make a webhook that can stop; its secret is shown once',
        params: workspaceParams,
        body: z.object({ name, level: level.default('all') }),
        response: { 201: z.object({ hook, secret: z.string(), url: z.string(), example: z.string() }) },
      },
    },
    async (request, reply) => {
      const { person, actor } = signedIn(request)
      const wanted = { ...request.params, ...request.body, personId: person.id, actor }
      const { secret, ...made } = await createHook(core, wanted)
      const url = `${publicUrl}/api/hooks/halt/${made.id}`
      return reply.code(201).send({ hook: toHook(made), secret, url, example: example(url, secret) })
    },
  )

  app.delete(
    '/workspaces/:workspaceId/halt-hooks/:id',
    {
      config: needs('halt.hook'),
      schema: {
        tags,
        summary: 'Revoke a webhook: it stops nothing any more',
        params: itemParams,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await revokeHook(core, { ...request.params, actor: signedIn(request).actor })
      return reply.code(204).send(null)
    },
  )
}

const signedBody = z.object({ reason: hurriedReason.optional() })

/** @throws REQUEST_MALFORMED, VALIDATION_FAILED */
function readBody(body: string): z.infer<typeof signedBody> {
  if (body === '') return {}
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    throw errors.malformed('The body is no JSON. Send {"reason": "…"}, or nothing.')
  }
  const parsed = signedBody.safeParse(json)
  if (!parsed.success) throw errors.validation('reason: give a text, or none.')
  return parsed.data
}

const haltAnswer = z.object({ haltId: id, sealedAt: instant })

/** The webhook itself. In a scope of its own: what is signed are the bytes of the body, whatever they are called. */
export function signedStopRoute(app: App, urgent: Core, stopping: AbortSignal): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('*', { parseAs: 'string', bodyLimit: 16 * 1024 }, (_request, body, done) =>
    done(null, body),
  )
  app.post(
    '/hooks/halt/:hookId',
    {
      config: { ...open, signed: true },
      schema: {
        tags: ['emergency stop'],
        summary: 'Stop, by a signed webhook',
        description:
          'Header `X-Vigie-Signature: t=UNIX_SECONDS,v1=HEX`, where HEX is the HMAC-SHA256 of `UNIX_SECONDS.BODY` under the secret of the hook. Body: `{"reason": "…"}`, or nothing.',
        params: z.object({ hookId: id }),
        response: {
          200: haltAnswer.describe('The stop it made before is still there, and whole'),
          201: haltAnswer,
        },
      },
    },
    async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : ''
      const signature = request.headers['x-vigie-signature']
      const asked = {
        hookId: request.params.hookId,
        signature: typeof signature === 'string' ? signature : undefined,
        body,
        from: { requestId: request.id, address: request.ip },
      }
      const checked = await readSignedStop(urgent, asked)
      const { reason: why } = readBody(body)
      const wanted = why === undefined ? checked : { ...checked, reason: why }
      const before = await askedAgain(urgent, wanted)
      if (before !== undefined) return reply.code(200).send({ haltId: before.id, sealedAt: at(before.sealedAt) })
      const [sealed] = await stop(urgent, stopping, wanted)
      if (sealed === undefined) throw errors.internal()
      return reply.code(201).send({ haltId: sealed.id, sealedAt: at(sealed.sealedAt) })
    },
  )
}
