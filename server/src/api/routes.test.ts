import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { may, roles, scopeFor, scopes } from '../core/people/permissions.ts'
import { calendarCalls } from '../testing/calendar-calls.ts'
import { callsOfTeam } from '../testing/calls-of-team.ts'
import { callsAfterPublishing } from '../testing/calls.ts'
import type { Client } from '../testing/client.ts'
import { fingerprint } from '../testing/fingerprint.ts'
import { mediaCalls } from '../testing/media-calls.ts'
import { makeObjects, marker } from '../testing/objects.ts'
import { TestWorld } from '../testing/world.ts'
import type { Access } from './http/types.ts'

type Objects = ReturnType<typeof makeObjects>
type Subject = keyof Objects

/** What a call of each route needs: the thing its `:id` is one of, and a body that passes. A route that is not here fails the test. */
const calls: Record<string, { subject?: Subject; body?: object | ((id: string) => object) }> = {
  'GET /api/auth/*': {},
  'POST /api/auth/*': {},
  'GET /api/setup': {},
  'POST /api/setup': {
    body: {
      name: 'Eve',
      email: 'eve@vigie.test',
      password: 'a long password',
      language: 'fr',
      timeZone: 'UTC',
      workspaceName: 'Mine',
    },
  },
  'GET /api/me': {},
  'PATCH /api/me': { body: { timeZone: 'Europe/Paris' } },
  'POST /api/workspaces': { body: { name: 'New', timeZone: 'UTC' } },
  'GET /api/workspaces/:workspaceId': {},
  'PATCH /api/workspaces/:workspaceId': { body: { undoSeconds: 30 } },
  'GET /api/workspaces/:workspaceId/members': {},
  'PATCH /api/workspaces/:workspaceId/members/:personId': { subject: 'member', body: { role: 'moderator' } },
  'DELETE /api/workspaces/:workspaceId/members/:personId': { subject: 'member' },
  'GET /api/workspaces/:workspaceId/invitations': {},
  'POST /api/workspaces/:workspaceId/invitations': { body: { email: 'new@vigie.test', role: 'viewer' } },
  'DELETE /api/workspaces/:workspaceId/invitations/:id': { subject: 'invitation' },
  'GET /api/invitations/:token': {},
  'POST /api/invitations/:token/accept': {},
  'GET /api/networks': {},
  'GET /api/workspaces/:workspaceId/accounts': {},
  'POST /api/workspaces/:workspaceId/accounts': { body: { network: 'bluesky', signIn: {} } },
  'POST /api/workspaces/:workspaceId/accounts/:id/reconnect': { subject: 'account', body: { signIn: {} } },
  'POST /api/workspaces/:workspaceId/accounts/sign-in': { body: { network: 'mastodon', signIn: {} } },
  'POST /api/workspaces/:workspaceId/accounts/:id/sign-in': { subject: 'account' },
  'GET /api/sign-in/return': {},
  'POST /api/workspaces/:workspaceId/accounts/:id/check': { subject: 'account' },
  'DELETE /api/workspaces/:workspaceId/accounts/:id': { subject: 'account' },
  'GET /api/workspaces/:workspaceId/accounts/:id/avatar': { subject: 'account' },
  ...calendarCalls,
  'GET /api/workspaces/:workspaceId/tone-notes': {},
  'PUT /api/workspaces/:workspaceId/tone-notes': { body: { network: 'bluesky', note: 'Light, as among neighbours' } },
  'GET /api/workspaces/:workspaceId/posts': {},
  'POST /api/workspaces/:workspaceId/posts': {
    body: { items: [{ text: 'A draft' }], options: { languages: [] }, accountIds: [], send: { kind: 'draft' } },
  },
  'GET /api/workspaces/:workspaceId/posts/:id': { subject: 'post' },
  'PATCH /api/workspaces/:workspaceId/posts/:id': {
    subject: 'post',
    body: { items: [{ text: 'Other words' }], version: 1 },
  },
  'DELETE /api/workspaces/:workspaceId/posts/:id': { subject: 'post' },
  ...callsOfTeam,
  'GET /api/workspaces/:workspaceId/deliveries': {},
  'GET /api/workspaces/:workspaceId/deliveries/:id': { subject: 'delivery' },
  'POST /api/workspaces/:workspaceId/deliveries/:id/cancel': { subject: 'delivery' },
  'POST /api/workspaces/:workspaceId/deliveries/:id/reschedule': { subject: 'delivery', body: { kind: 'now' } },
  'POST /api/workspaces/:workspaceId/deliveries/:id/release': { subject: 'delivery', body: { kind: 'now' } },
  'POST /api/workspaces/:workspaceId/deliveries/:id/retry': { subject: 'delivery', body: { kind: 'now' } },
  'POST /api/workspaces/:workspaceId/deliveries/:id/look-up': { subject: 'delivery' },
  'POST /api/workspaces/:workspaceId/deliveries/:id/decide': { subject: 'delivery', body: { as: 'not_published' } },
  'POST /api/workspaces/:workspaceId/deliveries/:id/take-down': { subject: 'delivery' },
  'PUT /api/workspaces/:workspaceId/deliveries/:id/reply-control': {
    subject: 'delivery',
    body: { replyControl: ['nobody'] },
  },
  'POST /api/workspaces/:workspaceId/held/decide': { body: { filter: {}, as: 'drop' } },
  'GET /api/workspaces/:workspaceId/halts/:id/out': { subject: 'halt' },
  'POST /api/workspaces/:workspaceId/halts/:id/recall': { subject: 'halt' },
  'GET /api/workspaces/:workspaceId/halts/:id/report': { subject: 'halt' },
  'GET /api/workspaces/:workspaceId/halts/:id/report.pdf': { subject: 'halt' },
  'GET /api/workspaces/:workspaceId/halts/:id/not-ours': { subject: 'halt' },
  'POST /api/workspaces/:workspaceId/halts/:id/not-ours/cancel': {
    subject: 'haltOfAccount',
    body: (id) => ({ accountId: id || '00000000-0000-7000-8000-000000000000', id: '1' }),
  },
  'GET /api/workspaces/:workspaceId/drills': {},
  'POST /api/workspaces/:workspaceId/drills': {},
  'GET /api/workspaces/:workspaceId/campaigns': {},
  'POST /api/workspaces/:workspaceId/campaigns': { body: { name: 'Spring', colour: '#336699' } },
  'PATCH /api/workspaces/:workspaceId/campaigns/:id': { subject: 'campaign', body: { colour: '#993366' } },
  ...mediaCalls,
  'GET /api/workspaces/:workspaceId/playbooks': {},
  'POST /api/workspaces/:workspaceId/playbooks': { body: { name: 'Fire' } },
  'GET /api/workspaces/:workspaceId/playbooks/:id': { subject: 'playbook' },
  'PATCH /api/workspaces/:workspaceId/playbooks/:id': { subject: 'playbook', body: { name: 'Fire', version: 1 } },
  'DELETE /api/workspaces/:workspaceId/playbooks/:id': { subject: 'playbook' },
  'GET /api/workspaces/:workspaceId/halts/:id/playbook': { subject: 'halt' },
  'POST /api/workspaces/:workspaceId/halts/:id/playbook': { subject: 'run', body: (id) => ({ playbookId: id }) },
  'PUT /api/workspaces/:workspaceId/halts/:id/playbook/:runId/steps/:stepId/tick': { subject: 'run' },
  'DELETE /api/workspaces/:workspaceId/halts/:id/playbook/:runId/steps/:stepId/tick': { subject: 'run' },
  ...callsAfterPublishing,
  'GET /api/workspaces/:workspaceId/tokens': {},
  'POST /api/workspaces/:workspaceId/tokens': { body: { name: 'Script', scopes: ['read'] } },
  'DELETE /api/workspaces/:workspaceId/tokens/:id': { subject: 'token' },
  'GET /api/workspaces/:workspaceId/audit': {},
  'GET /api/workspaces/:workspaceId/events': {},
  'POST /api/halts': { body: { level: 'automation' } },
  'GET /api/halts': {},
  'POST /api/halts/:id/lift': { body: {} },
  'POST /api/workspaces/:workspaceId/halts': { body: { level: 'automation' } },
  'GET /api/workspaces/:workspaceId/halts': {},
  'GET /api/workspaces/:workspaceId/halts/:id': { subject: 'halt' },
  'PATCH /api/workspaces/:workspaceId/halts/:id': { subject: 'halt', body: { reason: 'A fire' } },
  'GET /api/workspaces/:workspaceId/halts/:id/wire': { subject: 'halt' },
  'POST /api/workspaces/:workspaceId/halts/:id/lift': { subject: 'halt', body: {} },
  'POST /api/workspaces/:workspaceId/deliveries/:id/send-during-stop': {
    subject: 'delivery',
    body: { reason: 'A word to the families' },
  },
  'GET /api/workspaces/:workspaceId/halt-hooks': {},
  'POST /api/workspaces/:workspaceId/halt-hooks': { body: { name: 'Monitoring' } },
  'DELETE /api/workspaces/:workspaceId/halt-hooks/:id': { subject: 'hook' },
  'POST /api/hooks/halt/:hookId': {},
  'POST /api/workers/:id/gone': { body: {} },
  'GET /api/openapi.json': {},
  'GET /stop': {},
  'POST /stop': {},
  'GET /oauth/bluesky/client-metadata.json': {},
  'GET /healthz': {},
  'GET /readyz': {},
  'GET /metrics': {},
}

interface Reply {
  status: number
  body: { code?: string; detail?: string }
}

let world: TestWorld
let base: string
let mine: Objects
let theirs: { workspaceId: string; owner: Client; objects: Objects; token: Client; strayed: Client }
let people: Record<string, Client>
let tokens: Record<string, Client>

/** Calls a route as it is reached from outside. A stream is left as soon as it began. */
async function call(who: Client, route: string, workspaceId: string, id = ''): Promise<Reply> {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern
    .replace(':workspaceId', workspaceId)
    .replace(/:(id|personId|runId|stepId|commentId|pageId)/g, id)
    .replace(':token', 'invite_nothing-at-all')
  const body = calls[route]?.body
  if (!pattern.endsWith('/events')) return who.call(method, path, typeof body === 'function' ? body(id) : body)
  const leave = new AbortController()
  const answer = await fetch(base + path, { headers: who.identity(), signal: leave.signal })
  const told = answer.ok ? {} : ((await answer.json()) as Reply['body'])
  leave.abort()
  return { status: answer.status, body: told }
}

const isAuthRefusal = ({ status, body }: Reply) =>
  status === 401 || body.code === 'FORBIDDEN' || body.code === 'NOT_FOUND' || body.code?.startsWith('AUTH_') === true

/** What a route's own answer is does not matter here, only whether it was reached. */
const outcome = (answer: Reply): string => (isAuthRefusal(answer) ? `${answer.status} ${answer.body.code}` : 'let in')

function expectRefused(answer: Reply, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
  expect(JSON.stringify(answer.body)).not.toContain(marker)
}

const subjectOf = async (objects: Objects, route: string, owner?: string): Promise<string> => {
  const subject = calls[route]?.subject
  if (subject === undefined) return ''
  return subject === 'token' ? objects.token(owner) : objects[subject]()
}

beforeAll(async () => {
  world = await TestWorld.create()
  base = await world.app.listen({ port: 0, host: '127.0.0.1' })
  mine = makeObjects(world, world.workspaceId, world.owner.id)
  const entries = await Promise.all(roles.map(async (role) => [role, await world.signIn(role)] as const))
  people = Object.fromEntries(entries)
  const tokenOf = async (who: Client, workspaceId: string, given: readonly string[]) => {
    const { body } = await who.post<{ token: string }>(world.path('/tokens', workspaceId), { name: 'T', scopes: given })
    const client = world.client()
    client.token = body.token
    return client
  }
  const made = scopes.map(
    async (scope) => [scope, await tokenOf(people['owner']!, world.workspaceId, [scope])] as const,
  )
  tokens = Object.fromEntries(await Promise.all(made))
  const { workspaceId, owner } = await world.otherWorkspace()
  const token = await tokenOf(owner, workspaceId, scopes)
  // a member of both, whose token was made for the other one
  const both = await world.signIn('owner', workspaceId)
  const membership = { workspaceId: world.workspaceId, personId: both.person.id, role: 'owner' } as const
  await world.core.db.insertInto('member').values(membership).execute()
  const strayed = await tokenOf(both, workspaceId, scopes)
  theirs = { workspaceId, owner, objects: makeObjects(world, workspaceId, owner.person.id), token, strayed }
})
afterAll(() => world[Symbol.asyncDispose]())

describe('every route', () => {
  test('is known to this test, and no other', () => {
    const ours = world.app.routes.filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/api/docs'))
    expect(ours.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(Object.keys(calls).toSorted())
  })

  test('says the same of HEAD as of GET', () => {
    for (const { url, access } of world.app.routes.filter(({ method }) => method === 'HEAD')) {
      const get = world.app.routes.find((route) => route.method === 'GET' && route.url === url)
      expect(access).toEqual(get?.access)
    }
  })

  test('of a workspace names a permission of the table', () => {
    const inWorkspace = world.app.routes.filter(({ url }) => url.includes(':workspaceId'))
    expect(inWorkspace.length).toBeGreaterThan(35)
    for (const { access } of inWorkspace) expect(access?.kind).toBe('workspace')
  })
})

const accessOf = (route: string): Access | undefined =>
  world.app.routes.find(({ method, url }) => `${method} ${url}` === route)?.access

describe.each(Object.keys(calls).filter((route) => route.includes(':workspaceId')))('%s', (route) => {
  const permission = () => {
    const access = accessOf(route)
    if (access?.kind !== 'workspace') throw new Error(`${route} is no route of a workspace`)
    return access.permission
  }
  const idOf = (objects: Objects, who?: Client) =>
    subjectOf(objects, route, who === undefined ? undefined : (who as Client & { person?: { id: string } }).person?.id)

  test.each(roles)('answers the %s as the table says', async (role) => {
    const who = people[role]!
    const id = await idOf(mine, who)
    const before = await fingerprint(world.core.db)
    const answer = await call(who, route, world.workspaceId, id)
    const lets = may(role, permission())
    expect(outcome(answer)).toBe(lets ? 'let in' : '403 FORBIDDEN')
    expect(lets || before === (await fingerprint(world.core.db))).toBe(true)
  })

  test('is closed to who is signed out, and changes nothing', async () => {
    const id = await idOf(mine)
    const before = await fingerprint(world.core.db)
    expectRefused(await call(world.client(), route, world.workspaceId, id), 401, 'AUTH_SIGN_IN_REQUIRED')
    expect(await fingerprint(world.core.db)).toBe(before)
  })

  test('does not exist for the owner of another workspace, nor for a token of theirs (I11)', async () => {
    const [id, theirId] = [await idOf(mine), await idOf(theirs.objects, theirs.owner)]
    const before = await fingerprint(world.core.db)
    for (const who of [theirs.owner, theirs.token, theirs.strayed]) {
      expectRefused(await call(who, route, world.workspaceId, id), 404, 'NOT_FOUND')
      // one's own things in another's workspace
      expectRefused(await call(who, route, world.workspaceId, theirId || id), 404, 'NOT_FOUND')
    }
    expect(await fingerprint(world.core.db)).toBe(before)
  })

  if (calls[route]?.subject !== undefined) {
    test('does not find in one workspace what is in another (I11)', async () => {
      const id = await idOf(mine)
      const before = await fingerprint(world.core.db)
      expectRefused(await call(theirs.owner, route, theirs.workspaceId, id), 404, 'NOT_FOUND')
      expect(await fingerprint(world.core.db)).toBe(before)
    })
  }

  test.each(scopes)('answers a token with the scope %s as the table says', async (scope) => {
    const id = await idOf(mine)
    const before = await fingerprint(world.core.db)
    const answer = await call(tokens[scope]!, route, world.workspaceId, id)
    const lets = scopeFor[permission()] === scope
    expect(outcome(answer)).toBe(lets ? 'let in' : '403 AUTH_SCOPE_MISSING')
    expect(lets || before === (await fingerprint(world.core.db))).toBe(true)
  })
})

describe('what is not in a workspace', () => {
  const ofPersons = ['GET /api/me', 'PATCH /api/me', 'POST /api/workspaces', 'POST /api/halts']

  test.each(ofPersons)('%s needs a person', async (route) => {
    expectRefused(await call(world.client(), route, ''), 401, 'AUTH_SIGN_IN_REQUIRED')
    for (const scope of scopes) expectRefused(await call(tokens[scope]!, route, ''), 403, 'AUTH_SCOPE_MISSING')
    expect(isAuthRefusal(await call(people['owner']!, route, ''))).toBe(false)
  })

  test('only who owns the installation makes workspaces', async () => {
    for (const role of roles.filter((one) => one !== 'owner')) {
      expectRefused(await call(people[role]!, 'POST /api/workspaces', ''), 403, 'FORBIDDEN')
    }
    expectRefused(await call(theirs.owner, 'POST /api/workspaces', ''), 403, 'FORBIDDEN')
  })

  test('only who owns the installation sees and lifts its stops, and speaks for its workers', async () => {
    const routes = ['GET /api/halts', 'POST /api/halts/:id/lift', 'POST /api/workers/:id/gone']
    const id = await mine.halt()
    for (const route of routes) {
      expectRefused(await call(world.client(), route, '', id), 401, 'AUTH_SIGN_IN_REQUIRED')
      for (const scope of scopes) expectRefused(await call(tokens[scope]!, route, '', id), 403, 'AUTH_SCOPE_MISSING')
      for (const role of roles.filter((one) => one !== 'owner'))
        expectRefused(await call(people[role]!, route, '', id), 403, 'FORBIDDEN')
      expectRefused(await call(theirs.owner, route, '', id), 403, 'FORBIDDEN')
    }
    // a halt of a workspace is lifted there
    expectRefused(await call(people['owner']!, 'POST /api/halts/:id/lift', '', id), 404, 'NOT_FOUND')
  })

  test('only these are open to everybody', () => {
    const open = world.app.routes.filter(({ method, access }) => method !== 'HEAD' && access?.kind === 'public')
    expect(open.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual([
      'GET /api/auth/*',
      'GET /api/calendar-feeds/:token',
      'GET /api/invitations/:token',
      'GET /api/networks',
      'GET /api/openapi.json',
      'GET /api/setup',
      'GET /api/sign-in/return',
      'GET /healthz',
      'GET /metrics',
      'GET /readyz',
      'GET /stop',
      'POST /api/auth/*',
      'POST /api/hooks/halt/:hookId',
      'POST /api/invitations/:token/accept',
      'POST /api/setup',
      'POST /stop',
    ])
  })

  test('ids that are none, of any shape, are not found', async () => {
    const shapes = [
      '------------------------------------',
      'null',
      '00000000-0000-7000-8000-000000000000',
      '%00',
      '..%2f',
    ]
    for (const id of shapes) {
      const answer = await people['owner']!.get<{ code: string }>(`/api/workspaces/${id}/posts`)
      expect([id, answer.status]).toEqual([id, 404])
    }
  })
})

describe('ids of another workspace inside a body or a query', () => {
  test('an account cannot be written for', async () => {
    const accountId = await mine.account()
    const before = await fingerprint(world.core.db)
    const draft = {
      items: [{ text: 'Bonjour' }],
      options: { languages: [] },
      accountIds: [accountId],
      send: { kind: 'now' },
    }
    expectRefused(await theirs.owner.post(world.path('/posts', theirs.workspaceId), draft), 404, 'NOT_FOUND')
    expect(await fingerprint(world.core.db)).toBe(before)
    const own = await theirs.objects.post()
    const change = { version: 1, accountIds: [accountId] }
    expectRefused(await theirs.owner.patch(world.path(`/posts/${own}`, theirs.workspaceId), change), 404, 'NOT_FOUND')
  })

  test('an account’s deliveries are not listed, nor anything but one’s own', async () => {
    const { accountId } = await world.delivery(await mine.delivery())
    type List = { items: unknown[] }
    const path = world.path(`/deliveries?accountId=${accountId}`, theirs.workspaceId)
    expect((await theirs.owner.get<List>(path)).body.items).toEqual([])
    const ownId = await theirs.objects.delivery()
    for (const list of ['posts', 'deliveries', 'accounts', 'members', 'invitations', 'tokens', 'audit']) {
      const { body } = await theirs.owner.get<List>(world.path(`/${list}`, theirs.workspaceId))
      const foreign = await rowsOf(list)
      for (const item of body.items) expect(foreign).not.toContain((item as { id?: string }).id)
    }
    const { body } = await theirs.owner.get<{ items: { id: string }[] }>(world.path('/deliveries', theirs.workspaceId))
    expect(body.items.map((item) => item.id)).toContain(ownId)
  })

  async function rowsOf(list: string): Promise<string[]> {
    const tables = { posts: 'post', deliveries: 'delivery', accounts: 'account', invitations: 'invitation' } as const
    const table = tables[list as keyof typeof tables]
    if (table === undefined) return []
    const rows = await world.core.db
      .selectFrom(table)
      .select('id')
      .where('workspaceId', '=', world.workspaceId)
      .execute()
    return rows.map((row) => row.id)
  }
})
