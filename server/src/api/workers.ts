import { z } from 'zod'
import { declareGone } from '../core/gate/gone.ts'
import { signedIn } from './http/signed-in.ts'
import { installationOwner, type Routes } from './http/types.ts'
import { id, nothing } from './shapes/common.ts'
import { reason } from './shapes/halt.ts'

export function workerRoutes({ app, core }: Routes): void {
  app.post(
    '/workers/:id/gone',
    {
      config: installationOwner,
      schema: {
        tags: ['emergency stop'],
        summary: 'Say that the process of a worker is no more',
        description:
          'For a machine that was switched off or deleted, not for one that is merely quiet: a stop that waits for it then believes what a look-up says.',
        params: z.object({ id }),
        body: z.object({ reason: reason.optional() }).nullish(),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const why = request.body?.reason
      const { actor } = signedIn(request)
      await declareGone(core, { workerId: request.params.id, actor, ...(why === undefined ? {} : { reason: why }) })
      return reply.code(204).send(null)
    },
  )
}
