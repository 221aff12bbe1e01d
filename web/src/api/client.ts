import createClient from 'openapi-fetch'
import type { paths } from './schema.ts'
import { learn } from './server-clock.ts'

/** The typed client of Vigie's public API. */
export const api = createClient<paths>({ credentials: 'same-origin' })

const sentAt = new WeakMap<Request, number>()
api.use({
  onRequest({ request }) {
    // A foreign page cannot set a header of its own without asking first: this is the proof that the request is ours.
    request.headers.set('x-vigie-csrf', '1')
    sentAt.set(request, Date.now())
    return request
  },
  onResponse({ request, response }) {
    const sent = sentAt.get(request)
    if (sent !== undefined) learn(response, sent, Date.now())
  },
})
