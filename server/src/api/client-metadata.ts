import { describeApp } from '../core/accounts/network-app.ts'
import { errors } from '../core/errors.ts'
import type { Routes } from './http/types.ts'
import { returnTo } from './network-sign-ins.ts'

/**
 * What Bluesky's servers read of Vigie before they show anybody its name (https://atproto.com/specs/oauth#clients). Open to all, at the
 * address that is Vigie's name there. On a machine of one's own there is nothing to read.
 */
export function clientMetadataRoute({ app, core }: Routes, publicUrl: string): void {
  app.get('/oauth/bluesky/client-metadata.json', { schema: { hide: true } }, async (_, reply) => {
    const known = await describeApp(core, 'bluesky', returnTo(publicUrl)).catch((error: unknown) => {
      if (errors.accountSignInRefused.is(error)) return undefined
      throw error
    })
    if (known === undefined)
      throw errors.notFound('Vigie is not open to the Internet here: servers have nothing to read.')
    return reply.header('cache-control', 'no-cache').send(known)
  })
}
