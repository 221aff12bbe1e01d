import type { Credentials, RedirectSignIn, SignInOutcome, SignInRefused } from '../contract.ts'
import { ask, asText, type Answer, type Context } from './context.ts'
import { describe, noAnswer } from './errors.ts'
import { endOf } from './sign-in-ends.ts'
import { findService, openAccount, tooOften } from './sign-in.ts'

/** As little as publishing, looking up, taking down and hearing of answers need: https://docs.joinmastodon.org/api/oauth-scopes/ */
const scopes = 'read:accounts read:notifications read:statuses write:media write:statuses'

/** Signing in on the server's own page: https://docs.joinmastodon.org/spec/oauth/ */
export function redirectSignIn(context: Context): RedirectSignIn {
  return {
    async find(input) {
      const found = await findService(context, input['service'] ?? '')
      return found.kind === 'refused' ? found : { kind: 'found', service: found.service }
    },
    register: (service, returnTo) => register(context, service, returnTo),
    begin(service, app, { returnTo, state, challenge }) {
      const url = new URL(`${service}/oauth/authorize`)
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: app['clientId'] ?? '',
        redirect_uri: returnTo,
        scope: scopes,
        state,
        // servers without PKCE take no notice
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).toString()
      return Promise.resolve({ kind: 'begun', url: url.href, kept: {} })
    },
    finish: (service, app, answer) => finish(context, service, app, answer),
  }
}

async function register(context: Context, service: string, returnTo: string) {
  const answer = await tell(context, `${service}/api/v1/apps`, {
    client_name: 'Vigie',
    redirect_uris: returnTo,
    scopes,
  })
  if ('kind' in answer) return answer
  const [clientId, clientSecret] = [asText(answer.json?.['client_id']), asText(answer.json?.['client_secret'])]
  if (clientId === '' || clientSecret === '') return refused(answer, `${service} does not let Vigie register itself`)
  return { kind: 'registered', app: { clientId, clientSecret } } as const
}

async function finish(
  context: Context,
  service: string,
  app: Credentials,
  { returnTo, code, verifier }: Parameters<RedirectSignIn['finish']>[2],
): Promise<SignInOutcome> {
  const answer = await tell(context, `${service}/oauth/token`, {
    grant_type: 'authorization_code',
    client_id: app['clientId'],
    client_secret: app['clientSecret'],
    redirect_uri: returnTo,
    code,
    code_verifier: verifier,
    scope: scopes,
  })
  if ('kind' in answer) return answer
  const accessToken = asText(answer.json?.['access_token'])
  if (accessToken === '') {
    // a code is good for some minutes, and for once
    return { ...refused(answer, 'The server did not take the code'), reason: 'sign_in_over' }
  }
  const found = await findService(context, service)
  if (found.kind === 'refused') return found
  const opened = await openAccount(context, found, accessToken)
  if (opened.kind === 'refused') return opened
  return { ...opened, credentials: { ...opened.credentials, ...endOf(answer.json, context.now()) } }
}

/** A reversible step by POST; refusals that any of them can meet are explained here. */
async function tell(context: Context, url: string, body: object): Promise<Answer | SignInRefused> {
  try {
    const answer = await ask(context, url, { body })
    if (answer.status === 429) return tooOften(answer, context.now())
    if (answer.status < 500) return answer
    const detail = `${new URL(url).origin} does not work at the moment (HTTP ${answer.status})`
    return { kind: 'refused', reason: 'unreachable', field: 'service', detail }
  } catch (error) {
    return { kind: 'refused', reason: 'unreachable', field: 'service', ...noAnswer(error) }
  }
}

const refused = (answer: Answer, what: string): SignInRefused => ({
  kind: 'refused',
  reason: 'invalid',
  field: 'service',
  detail: `${what} (${describe(answer)})`,
})
