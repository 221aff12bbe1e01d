import { z } from 'zod'
import { beginAgain, beginSignIn } from '../core/accounts/begin-sign-in.ts'
import { finishSignIn, takeSignIn } from '../core/accounts/finish-sign-in.ts'
import { errors } from '../core/errors.ts'
import { VigieError } from '../lib/errors.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, open, type Routes } from './http/types.ts'
import { network, signIn } from './shapes/account.ts'
import { itemParams, workspaceParams } from './shapes/common.ts'

const place = z.object({ url: z.string() }).meta({ id: 'SignInPage' })
const text = z.string().max(4000).optional()

/** Where networks send people back to. */
export const returnTo = (publicUrl: string): string => `${publicUrl}/api/sign-in/return`

/** Connecting accounts of networks where a person signs in on the network's own page. */
export function networkSignInRoutes({ app, core }: Routes, publicUrl: string): void {
  const tags = ['accounts']
  const back = returnTo(publicUrl)
  app.post(
    '/workspaces/:workspaceId/accounts/sign-in',
    {
      config: needs('account.manage'),
      schema: {
        tags,
        summary: 'Begin to connect an account on the network’s own page; it is open for ten minutes',
        params: workspaceParams,
        body: z.object({ network, signIn }),
        response: { 200: place },
      },
    },
    async (request) => {
      const { network: asked, signIn: input } = request.body
      const { workspaceId } = request.params
      const personId = signedIn(request).person.id
      return { url: await beginSignIn(core, { workspaceId, personId, returnTo: back, network: asked, input }) }
    },
  )

  app.post(
    '/workspaces/:workspaceId/accounts/:id/sign-in',
    {
      config: needs('account.manage'),
      schema: {
        tags,
        summary: 'Begin to sign a known account in again on the network’s own page',
        params: itemParams,
        response: { 200: place },
      },
    },
    async (request) => {
      const { workspaceId, id: accountId } = request.params
      return {
        url: await beginAgain(core, { workspaceId, accountId, personId: signedIn(request).person.id, returnTo: back }),
      }
    },
  )

  // a page of the network leads a browser here: whatever happens, the person ends on a page of ours that says it
  app.get(
    '/sign-in/return',
    {
      config: open,
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Where a network’s own page sends people back to',
        querystring: z.object({ state: text, code: text, error: text, error_description: text, iss: text }),
      },
    },
    async (request, reply) => {
      const { caller } = request
      const { state = '', code, error, error_description: errorDescription, iss: issuer } = request.query
      // networks want the address where people know the name: their session is with the name
      const home = homeOf(publicUrl, request.host)
      if (caller === undefined && home !== undefined) return reply.redirect(`${home}${request.url}`)
      if (caller === undefined || caller.via !== 'session') return reply.redirect('/')
      const who = { personId: caller.person.id, actor: caller.actor }
      const taken = await takeSignIn(core, who.personId, state)
      if (taken === undefined) return reply.redirect('/')
      const lead = (result: Record<string, string>) =>
        reply.redirect(`/w/${taken.workspaceId}/accounts?${new URLSearchParams(result).toString()}`)
      try {
        const account = await finishSignIn(core, taken, { state, code, error, errorDescription, issuer }, who)
        return lead({ signIn: taken.accountId === null ? 'connected' : 'reconnected', account: account.id })
      } catch (problem) {
        if (!(problem instanceof VigieError)) throw problem
        request.log.info(
          { code: problem.code, reason: problem.shown['reason'] },
          'a sign-in on a network ended without one',
        )
        return lead({ signIn: resultOf(problem) })
      }
    },
  )
}

/** Our own origin, for who came to its machine by address though people open it by name. */
function homeOf(publicUrl: string, host: string): string | undefined {
  const { hostname, port, origin } = new URL(publicUrl)
  return hostname === 'localhost' && host === `127.0.0.1:${port}` ? origin : undefined
}

/** A word for the page, which has a sentence for it. */
function resultOf(problem: VigieError): string {
  if (problem.code === errors.accountExists.code) return 'exists'
  if (problem.code === errors.accountOther.code) return 'other_account'
  if (problem.code === errors.forbidden.code) return 'not_allowed'
  const { reason } = problem.shown
  return typeof reason === 'string' ? reason : 'invalid'
}
