import { z } from 'zod'
import type { Core } from '../core/context.ts'
import { errors } from '../core/errors.ts'
import { stoppable } from '../core/halts/reach.ts'
import { seal, type Sealed, type SealRequest } from '../core/halts/seal.ts'
import { watchSilence } from '../core/halts/silence.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, person, type App } from './http/types.ts'
import { id, workspaceParams } from './shapes/common.ts'
import { haltPart, hurriedReason, level, sealed as sealedHalt, toSealed } from './shapes/halt.ts'

/** Seals and goes on watching for silence. The answer does not wait for it. */
export async function stop(core: Core, stopping: AbortSignal, request: SealRequest): Promise<Sealed[]> {
  const halts = await seal(core, request)
  void watchSilence(
    core,
    halts.map((one) => one.id),
    stopping,
  )
  return halts
}

/** Aborts when the server closes. */
export function untilClosed(app: App): AbortSignal {
  const stopping = new AbortController()
  app.addHook('onClose', async () => stopping.abort())
  return stopping.signal
}

/**
 * The emergency stop itself.
 * @param urgent the core on the connections kept for it
 */
export function stopRoutes(app: App, urgent: Core, stopping: AbortSignal): void {
  const tags = ['emergency stop']
  app.post(
    '/halts',
    {
      config: { ...person, urgent: true },
      schema: {
        tags,
        summary: 'Stop everything one may stop, in one act',
        body: z
          .object({
            level: level.optional(),
            reason: hurriedReason.optional(),
            workspaceIds: z.array(id).max(500).optional(),
          })
          .nullish(),
        response: { 201: z.object({ stopId: id, halts: z.array(sealedHalt) }) },
      },
    },
    async (request, reply) => {
      const caller = signedIn(request)
      const { workspaceIds, ...how } = request.body ?? {}
      const scopes = await stoppable(urgent.db, caller.person, workspaceIds)
      const { actor } = caller
      const sealed = await stop(urgent, stopping, { ...how, scopes, actor, personId: caller.person.id })
      return reply.code(201).send({ stopId: sealed[0]?.stopId ?? '', halts: sealed.map(toSealed) })
    },
  )

  app.post(
    '/workspaces/:workspaceId/halts',
    {
      config: { ...needs('halt.seal'), urgent: true },
      schema: {
        tags,
        summary: 'Stop a workspace, or a part of it',
        params: workspaceParams,
        body: haltPart.extend({ level: level.optional(), reason: hurriedReason.optional() }).nullish(),
        response: { 201: sealedHalt },
      },
    },
    async (request, reply) => {
      const caller = signedIn(request)
      const { workspaceId } = request.params
      const { level: how, reason: why, ...narrow } = request.body ?? {}
      const { actor, person: who } = caller
      const scopes = [{ workspaceId, ...narrow }]
      const [sealed] = await stop(urgent, stopping, { level: how, reason: why, scopes, actor, personId: who.id })
      if (sealed === undefined) throw errors.internal()
      return reply.code(201).send(toSealed(sealed))
    },
  )
}
