import { z } from 'zod'
import { historyOfPost } from '../core/audit/list.ts'
import { readDelivery } from '../core/deliveries/read.ts'
import { sendDuringStop } from '../core/halts/exempt.ts'
import { lift } from '../core/halts/lift.ts'
import { giveReason } from '../core/halts/reason.ts'
import { findHalt, readHalts } from '../core/halts/view.ts'
import { readWire } from '../core/halts/wire.ts'
import { memberHere, signedIn } from './http/signed-in.ts'
import { installationOwner, needs, type Routes } from './http/types.ts'
import { id, itemParams, workspaceParams } from './shapes/common.ts'
import { halt, haltPart, reason, toHalt, toWireAttempt, wireAttempt } from './shapes/halt.ts'
import { delivery, toDelivery } from './shapes/post.ts'

const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
const liftBody = z.object({ reason: reason.optional(), to: z.enum(['automation', 'scheduled']).optional() })
const oneOf = { error: 'Lower the level or let a part out, not both at once.' }
const notBoth = (body: { to?: unknown; except?: unknown }) => body.to === undefined || body.except === undefined
const haltParams = z.object({ id })

/** Reading stops, and lifting them. */
export function haltRoutes({ app, core }: Routes): void {
  const tags = ['emergency stop']

  app.get(
    '/halts',
    {
      config: installationOwner,
      schema: { tags, summary: 'List the active stops of the whole installation', response: { 200: items(halt) } },
    },
    async (request) => {
      const caller = signedIn(request)
      const rows = await readHalts(core.db, null, { active: true })
      return { items: rows.map((row) => toHalt(row, { caller, member: undefined })) }
    },
  )

  app.post(
    '/halts/:id/lift',
    {
      config: installationOwner,
      schema: {
        tags,
        summary: 'Lift a stop of the whole installation, or a part of it',
        params: haltParams,
        body: liftBody
          .extend({ except: haltPart.extend({ workspaceId: id.optional() }).optional() })
          .refine(notBoth, oneOf)
          .nullish(),
        response: { 200: halt },
      },
    },
    async (request) => {
      const caller = signedIn(request)
      const { actor, person: who } = caller
      await lift(core, { ...request.body, id: request.params.id, workspaceId: null, actor, personId: who.id })
      return toHalt(await findHalt(core.db, null, request.params.id), { caller, member: undefined })
    },
  )

  app.get(
    '/workspaces/:workspaceId/halts',
    {
      config: needs('halt.read'),
      schema: {
        tags,
        summary: 'List the stops that cover a workspace, newest first',
        params: workspaceParams,
        querystring: z.object({ active: z.stringbool().optional() }),
        response: { 200: items(halt) },
      },
    },
    async (request) => {
      const { active = false } = request.query
      const rows = await readHalts(core.db, request.params.workspaceId, { active })
      return { items: rows.map((row) => toHalt(row, { caller: signedIn(request), member: memberHere(request) })) }
    },
  )

  app.get(
    '/workspaces/:workspaceId/halts/:id',
    {
      config: needs('halt.read'),
      schema: { tags, summary: 'Read a stop', params: itemParams, response: { 200: halt } },
    },
    async (request) => view(request),
  )

  app.patch(
    '/workspaces/:workspaceId/halts/:id',
    {
      config: needs('halt.seal'),
      schema: {
        tags,
        summary: 'Say why there is a stop',
        params: itemParams,
        body: z.object({ reason }),
        response: { 200: halt },
      },
    },
    async (request) => {
      const { actor, person: who, via } = signedIn(request)
      const owner = via === 'session' && who.installationOwner
      await giveReason(core, { ...request.params, ...request.body, actor, installationOwner: owner })
      return view(request)
    },
  )

  app.get(
    '/workspaces/:workspaceId/halts/:id/wire',
    {
      config: needs('halt.read'),
      schema: {
        tags,
        summary: 'What was on the wire when it was sealed, and what came of each',
        params: itemParams,
        response: { 200: items(wireAttempt) },
      },
    },
    async (request) => {
      const { workspaceId, id: haltId } = request.params
      await findHalt(core.db, workspaceId, haltId)
      return { items: (await readWire(core.db, haltId, workspaceId)).map(toWireAttempt) }
    },
  )

  app.post(
    '/workspaces/:workspaceId/halts/:id/lift',
    {
      config: needs('halt.lift'),
      schema: {
        tags,
        summary: 'Lift a stop, lower its level, or let a part of its scope out',
        description: 'Nothing moves by it: what is held stays held until a person decides.',
        params: itemParams,
        body: liftBody.extend({ except: haltPart.optional() }).refine(notBoth, oneOf).nullish(),
        response: { 200: halt },
      },
    },
    async (request) => {
      const { actor, person: who } = signedIn(request)
      await lift(core, { ...request.body, ...request.params, actor, personId: who.id })
      return view(request)
    },
  )

  app.post(
    '/workspaces/:workspaceId/deliveries/:id/send-during-stop',
    {
      config: needs('halt.exempt'),
      schema: {
        tags,
        summary: 'Let one delivery pass the stops that cover it now: a statement',
        params: itemParams,
        body: z.object({ reason }),
        response: { 200: delivery },
      },
    },
    async (request) => {
      const { workspaceId, id: deliveryId } = request.params
      const { actor, person: who } = signedIn(request)
      await sendDuringStop(core, { workspaceId, deliveryId, reason: request.body.reason, personId: who.id, actor })
      const found = await readDelivery(core.db, deliveryId)
      return toDelivery(found, await historyOfPost(core.db, found.postId))
    },
  )

  async function view(request: Parameters<typeof signedIn>[0] & { params: z.infer<typeof itemParams> }) {
    const { workspaceId, id: haltId } = request.params
    return toHalt(await findHalt(core.db, workspaceId, haltId), {
      caller: signedIn(request),
      member: memberHere(request),
    })
  }
}
