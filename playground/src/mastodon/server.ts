import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { drawAvatar } from '../avatar.ts'
import { readAll } from '../proxy-entry.ts'
import type { Answer, Call, Query, Server } from './answers.ts'
import { checkNotice, operations, type Operation } from './description.ts'
import { Entities } from './entities.ts'
import { handlers } from './handlers.ts'
import { showPage, takeForm } from './pages.ts'
import { usual, type Failure, type Settings } from './settings.ts'
import { State, type Citizen, type Toot } from './state.ts'
import { Streams, streamingOperation } from './streaming.ts'
import { say, spoken, tell } from './talk.ts'

export interface MastodonOptions {
  readonly port?: number
  readonly settings?: Partial<Settings>
}

/** A server of the Mastodon API on this machine, built from the published description. */
export interface Mastodon extends AsyncDisposable {
  readonly url: string
  /** May be changed while it runs. */
  readonly settings: Settings
  readonly mia: Citizen
  readonly leo: Citizen
  readonly mairie: Citizen
  createPerson(name: string, displayName?: string): Citizen
  /** What stands on somebody's page, oldest first. */
  posts(person: Citizen): Toot[]
  /** An access token, as if the person had just said yes to an app. */
  token(person: Citizen, scopes?: readonly string[]): string
  /** The person takes back every leave they gave. */
  revoke(person: Citizen): void
  /** Another tool leaves a post with the server's scheduler. @returns its id */
  schedule(person: Citizen, text: string, dueAt: Date): string
  /** Deletes a post in the name of its author, with another app. */
  deletePost(id: string): void
  /** What is deleted late is gone now. */
  finishDeletes(): void
  /** Somebody answers a status, on the server itself. @returns the answer */
  reply(person: Citizen, id: string, text: string, more?: Partial<Toot>): Toot
  like(person: Citizen, id: string): void
  /** How many streams of notifications somebody's apps have open. */
  streams(person: Citizen): number
  /** Every open stream breaks. */
  cutStreams(): void
  /** Moderators shut an account, or open it again. */
  shut(person: Citizen): void
  open(person: Citizen): void
  /** The next request of the operation (an `operationId` of the description) meets this. */
  fail(operation: string, failure: Failure): void
  /** Ids of the operations asked for, oldest first. */
  readonly asked: string[]
  /** What a client or this server did against the description. */
  readonly violations: string[]
  /** @throws Error listing them, when there are any. */
  assertAsDescribed(): void
}

export async function openMastodon({ port = 0, settings: given = {} }: MastodonOptions = {}): Promise<Mastodon> {
  const state = new State()
  const settings: Settings = { ...usual, ...given }
  const failing: { operation: string; failure: Failure }[] = []
  const [asked, violations]: [string[], string[]] = [[], []]
  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      violations.push(`The server itself failed: ${String(error)}`)
      response.destroy()
    })
  })
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')
  const url = `http://localhost:${(http.address() as AddressInfo).port}`
  const server: Server = { state, settings, entities: new Entities(url, settings) }
  const streams = new Streams(server, (notice) => {
    const wrong = checkNotice(JSON.parse(JSON.stringify(notice)))
    violations.push(...wrong.map((problem) => `Told by a stream: ${problem}`))
  })
  const createPerson = (name: string, displayName = name) => state.add(name, displayName)

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request
    const { pathname: path, searchParams } = new URL(request.url ?? '/', url)
    const query = queryOf(searchParams)
    const bytes = await readAll(request)
    if (bytes === undefined) return void response.destroy()
    if (headers['user-agent'] === undefined) return void response.writeHead(418).end()
    const cookie = headers.cookie ?? ''
    const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
    const upload = await readUpload(headers['content-type'], bytes)
    const form = isForm ? Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) : {}
    const shown = method === 'GET' ? showPage(state, path, Object.fromEntries(searchParams), cookie) : undefined
    const page = shown ?? (method === 'POST' && isForm ? takeForm(state, path, form, cookie) : undefined)
    if (page !== undefined) return void response.writeHead(page.status, page.headers).end(page.body)
    const picture = /^\/avatars\/(\w+)\.png$/.exec(path)?.[1]
    if (picture !== undefined)
      return void response.writeHead(200, { 'content-type': 'image/png' }).end(drawAvatar(picture))
    const [operation, params] = find(method, path)
    if (operation === undefined) return write(response, { status: 404, body: { error: 'Not Found' } })
    asked.push(operation.id)
    const said = isForm ? (settings.formBodies === 'empty' ? {} : form) : parse(bytes.toString('utf8'))
    const body = upload?.fields ?? said
    const problems = operation.checkRequest({ method, path, query, body })
    violations.push(...problems.map((problem) => `Asked of ${operation.id}: ${problem}`))
    const failure = takeFailure(operation.id)
    if (failure?.kind === 'answer') return write(response, failure)
    if (failure?.kind === 'late') {
      write(response, { status: 504, body: 'Gateway Timeout' })
      await failure.until
    }
    const call: Call = { params, query, body: (body ?? {}) as Record<string, unknown>, headers, file: upload?.file }
    if (operation.id === streamingOperation) {
      const refused = await streams.serve(call, response)
      return refused === undefined ? undefined : write(response, refused)
    }
    const handler = handlers[operation.id]
    const answer: Answer =
      problems.length > 0 || handler === undefined
        ? { status: 422, body: { error: problems.join('; '), details: {} } }
        : await handler(server, call)
    if (problems.length === 0) check(operation, answer)
    if (failure?.kind === 'late') return
    if (failure?.kind === 'slow') await failure.until
    if (failure?.kind === 'lose_answer') return void response.destroy()
    return write(response, answer)
  }

  function find(method: string, path: string): [Operation | undefined, Readonly<Record<string, string>>] {
    for (const operation of operations) {
      const params = operation.match(method, path)
      if (params !== undefined) return [operation, params]
    }
    return [undefined, {}]
  }

  function takeFailure(operation: string): Failure | undefined {
    const index = failing.findIndex((one) => one.operation === operation)
    return index < 0 ? undefined : failing.splice(index, 1)[0]?.failure
  }

  function check(operation: Operation, { status, body }: Answer): void {
    const wrong = operation.checkAnswer(status, JSON.parse(JSON.stringify(body ?? null)))
    violations.push(...wrong.map((problem) => `Answered by ${operation.id}: ${problem}`))
  }

  return {
    url,
    settings,
    mia: createPerson('mia', 'Mia Keller'),
    leo: createPerson('leo', 'Léo Petit'),
    mairie: createPerson('mairie', 'Mairie de Saint-Aubin'),
    createPerson,
    posts: (person) => state.shown(person).toReversed(),
    token(person, scopes = ['read', 'write:media', 'write:statuses']) {
      const app = {
        clientId: 'direct',
        clientSecret: 'direct',
        name: 'Direct',
        redirectUris: [],
        scopes,
        website: null,
      }
      return state.tokenFor({ app, person, scopes, redirectUri: '', challenge: undefined })
    },
    revoke(person) {
      for (const [token, leave] of state.tokens) if (leave.person === person) state.tokens.delete(token)
    },
    schedule(person, text, dueAt) {
      const id = state.newId()
      state.planned.set(id, { id, person, text, dueAt })
      return id
    },
    deletePost(id) {
      for (const toot of state.toots) if (toot.id === id) toot.gone = true
    },
    finishDeletes() {
      for (const toot of state.toots) if (toot.going) toot.gone = true
    },
    reply: (person, id, text, more = {}) => say(server, spoken(server, person, { text, answers: id, ...more })),
    like(person, id) {
      const toot = state.toots.find((one) => one.id === id)
      if (toot === undefined || toot.likedBy.has(person.id)) return
      toot.likedBy.add(person.id)
      tell(server, toot.person, person, 'favourite', toot)
    },
    streams: (person) => streams.count(person),
    cutStreams: () => streams.cut(),
    shut: ({ id }) => void state.shut.add(id),
    open: ({ id }) => void state.shut.delete(id),
    fail: (operation, failure) => void failing.push({ operation, failure }),
    asked,
    violations,
    assertAsDescribed() {
      if (violations.length > 0) throw new Error(`Against the description of the API:\n${violations.join('\n')}`)
    },
    async [Symbol.asyncDispose]() {
      streams.close()
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
    },
  }
}

function write(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const resetsAt = new Date(Math.ceil(Date.now() / 300_000) * 300_000).toISOString()
  const allowance = { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '299', 'x-ratelimit-reset': resetsAt }
  const type = typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8'
  const usualHeaders = status < 400 ? allowance : {}
  response.writeHead(status, { ...usualHeaders, ...(body === undefined ? {} : { 'content-type': type }), ...headers })
  response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body))
}

function queryOf(given: URLSearchParams): Query {
  const names = new Set(given.keys())
  return Object.fromEntries(
    [...names].map((name) =>
      name.endsWith('[]') ? [name.slice(0, -2), given.getAll(name)] : [name, given.get(name) ?? ''],
    ),
  )
}

/** A form with a file. The description takes the file for a text. */
async function readUpload(
  type: string | undefined,
  bytes: Buffer,
): Promise<{ fields: Record<string, string>; file: File | undefined } | undefined> {
  if (type?.startsWith('multipart/form-data') !== true) return undefined
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const file = form.get('file')
  const fields = [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name] as const)
  return { fields: Object.fromEntries(fields), file: file instanceof File ? file : undefined }
}

/** Undefined for what is no JSON: the description's checks then say so. */
function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
