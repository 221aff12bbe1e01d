import { createHash, randomBytes } from 'node:crypto'
import { answerPage, type Decision, type Person } from '@vigie/playground'
import type { Connector, SignInOutcome } from '../contract.ts'
import type { Http } from '../http.ts'

/** What is asked of a service goes to a proxy before it, under the service's own name: a server's proofs are for its address. */
export function behind(http: Http, service: string, proxy: string): Http {
  const lead = (url: string) => (url.startsWith(service) ? proxy + url.slice(service.length) : url)
  const through =
    (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      const asked = new Request(input, init)
      const body = asked.body === null ? null : await asked.arrayBuffer()
      const { method, headers, signal, redirect } = asked
      const answer = await fetch(lead(asked.url), { method, headers, body, signal, redirect })
      // where the proxy puts its own address in place of the service's, the service's stands again
      const read = Buffer.from(await answer.arrayBuffer())
      const isJson = /json/.test(answer.headers.get('content-type') ?? '')
      const shown = isJson ? read.toString('utf8').replaceAll(proxy, service) : read
      return new Response(shown, { status: answer.status, headers: answer.headers })
    }
  return {
    fetch: through(http.fetch),
    upload: through(http.upload),
    stream: (url, request) => http.stream(lead(url), request),
    send: (permit, request) => http.send(permit, { ...request, url: lead(request.url) }),
    close: () => http.close(),
  }
}

/** The whole way of one person, as the product leads it. */
export async function signInByPage(
  { redirect }: Connector,
  person: Person,
  service: string,
  { returnTo = 'http://localhost:4400/api/sign-in/return', decision = 'yes' as Decision } = {},
): Promise<SignInOutcome> {
  if (redirect === undefined) throw new Error('This network has no page to sign in on')
  const found = await redirect.find({ service, handle: person.handle })
  if (found.kind === 'refused') return found
  const made = await redirect.register(found.service, returnTo)
  if (made.kind === 'refused') return made
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const about = { returnTo, state: 'state', challenge, ...(found.hint === undefined ? {} : { hint: found.hint }) }
  const begun = await redirect.begin(found.service, made.app, about)
  if (begun.kind === 'refused') return begun
  const back = new URL(await answerPage(begun.url, person, decision)).searchParams
  const answer = { returnTo, code: back.get('code') ?? '', verifier, kept: begun.kept, issuer: back.get('iss') ?? '' }
  return redirect.finish(found.service, made.app, answer)
}
