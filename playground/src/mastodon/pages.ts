import { escapeHtml as escape } from './entities.ts'
import { secret, type App, type Citizen, type State, type Toot } from './state.ts'

export interface Page {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

type Query = Readonly<Record<string, string>>

/** The pages people see: what was posted, somebody's page, one post, and the question whether an app may act for them. */
export function showPage(state: State, path: string, query: Query, cookie: string): Page | undefined {
  if (path === '/oauth/authorize') return authorize(state, query, cookie)
  if (path === '/') return page(200, '<h1>The playground’s Mastodon</h1>' + state.shown().map(showToot).join(''))
  const [, name = '', id] = /^\/@(\w+)(?:\/(\d+))?$/.exec(path) ?? []
  const person = state.find(name)
  if (person === undefined) return undefined
  const toots = state.shown(person)
  if (id === undefined) return page(200, `<h1>${escape(person.displayName)}</h1>${toots.map(showToot).join('')}`)
  const toot = toots.find((one) => one.id === id)
  return toot === undefined ? page(404, '<p>This post is not here any more.</p>') : page(200, showToot(toot))
}

/** What a page's forms send. */
export function takeForm(state: State, path: string, form: Query, cookie: string): Page | undefined {
  if (path === '/sign-in') {
    const person = state.find(form['name'] ?? '')
    if (person === undefined || person.password !== form['password']) {
      return page(200, signInForm(form['next'] ?? '/', 'This name and password do not go together.'))
    }
    const session = secret()
    state.sessions.set(session, person)
    const set = `mastodon=${session}; Path=/; HttpOnly; SameSite=Lax`
    // a page of this server, never another's
    const next = (form['next'] ?? '').startsWith('/oauth/authorize?') ? (form['next'] ?? '/') : '/'
    return { status: 302, headers: { location: next, 'set-cookie': set }, body: '' }
  }
  if (path === '/oauth/authorize') return decide(state, form, cookie)
  return undefined
}

const whose = (state: State, cookie: string): Citizen | undefined =>
  state.sessions.get(/mastodon=([\w-]+)/.exec(cookie)?.[1] ?? '')

function appOf(state: State, query: Query): App | string {
  const app = state.apps.find(({ clientId }) => clientId === query['client_id'])
  if (app === undefined) return 'Client authentication failed due to unknown client.'
  if (!app.redirectUris.includes(query['redirect_uri'] ?? '')) return 'The redirect uri included is not valid.'
  if (query['response_type'] !== 'code') return 'The server does not support this response type.'
  const asked = scopesOf(query)
  if (!asked.every((scope) => app.scopes.includes(scope))) return 'The requested scope is invalid or unknown.'
  return app
}

const scopesOf = (query: Query): string[] => (query['scope'] ?? 'read').split(' ')

function authorize(state: State, query: Query, cookie: string): Page {
  const app = appOf(state, query)
  if (typeof app === 'string') return page(400, `<p>${escape(app)}</p>`)
  const person = whose(state, cookie)
  const next = `/oauth/authorize?${new URLSearchParams(query).toString()}`
  if (person === undefined) return page(200, signInForm(next))
  const hidden = Object.entries(query)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('')
  return page(
    200,
    `<h1>Authorization required</h1>
<p><b>${escape(app.name)}</b> would like to act for <b>${escape(person.displayName)}</b>:</p>
<ul>${scopesOf(query)
      .map((scope) => `<li>${escape(scope)}</li>`)
      .join('')}</ul>
<form method="post" action="/oauth/authorize">${hidden}
<button name="decision" value="yes">Authorize</button> <button name="decision" value="no">Deny</button></form>`,
  )
}

function decide(state: State, form: Query, cookie: string): Page {
  const app = appOf(state, form)
  const person = whose(state, cookie)
  if (typeof app === 'string' || person === undefined) return page(400, '<p>Begin again.</p>')
  const redirectUri = form['redirect_uri'] ?? ''
  const back = new URL(redirectUri)
  if (form['state'] !== undefined) back.searchParams.set('state', form['state'])
  if (form['decision'] === 'yes') {
    const code = secret()
    const challenge = form['code_challenge_method'] === 'S256' ? form['code_challenge'] : undefined
    state.codes.set(code, { app, person, scopes: scopesOf(form), redirectUri, challenge })
    back.searchParams.set('code', code)
  } else {
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('error_description', 'The resource owner or authorization server denied the request.')
  }
  return { status: 302, headers: { location: back.href }, body: '' }
}

const signInForm = (next: string, problem = ''): string => `<h1>Log in to the playground</h1><p>${escape(problem)}</p>
<form method="post" action="/sign-in"><input type="hidden" name="next" value="${escape(next)}">
<p><label>Name <input name="name" autocomplete="off"></label></p>
<p><label>Password <input name="password" type="password"></label></p><button>Log in</button></form>`

const showToot = ({ id, person, text, createdAt }: Toot): string => `<article>
<a href="/@${escape(person.name)}"><b>${escape(person.displayName)}</b> @${escape(person.name)}</a>
<a class="time" href="/@${escape(person.name)}/${escape(id)}"><time>${createdAt.toISOString()}</time></a>
<p>${escape(text)}</p></article>`

const page = (status: number, body: string): Page => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>Mastodon playground</title>
<style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1d2430;background:#faf9f6}
article{padding:.75rem 0;border-top:1px solid #ddd}p{margin:.25rem 0;white-space:pre-wrap}a{color:inherit}
.time{color:#68707d;font-size:.85rem}button{font:inherit;padding:.4rem 1rem}</style><body>${body}</body></html>`,
})
