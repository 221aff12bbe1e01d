import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestWorld } from '../testing/world.ts'

let world: TestWorld
let now = Date.now()
let hook: { id: string; secret: string; url: string; example: string }

beforeAll(async () => {
  world = await TestWorld.create({ clock: { wall: () => new Date(now) } })
  const admin = await world.signIn('admin')
  const { status, body } = await admin.post<{ hook: { id: string } } & typeof hook>(world.path('/halt-hooks'), {
    name: 'Monitoring',
    level: 'scheduled',
  })
  if (status !== 201) throw new Error(`The webhook was not made: ${status}`)
  hook = { ...body, id: body.hook.id }
})
afterAll(() => world[Symbol.asyncDispose]())

interface Sent {
  readonly body?: string
  readonly secret?: string
  readonly at?: number
  readonly signed?: string
  readonly id?: string
  readonly header?: string
}

async function send({
  body = '{"reason":"Disk full"}',
  secret = hook.secret,
  at = Math.floor(now / 1000),
  ...more
}: Sent = {}) {
  const mac = createHmac('sha256', secret)
    .update(`${at}.${more.signed ?? body}`)
    .digest('hex')
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/hooks/halt/${more.id ?? hook.id}`,
    headers: { 'x-vigie-signature': more.header ?? `t=${at},v1=${mac}`, 'content-type': 'text/plain' },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json<{ haltId: string; sealedAt: string; code: string }>() }
}

interface Entries {
  readonly items: readonly { readonly action: string; readonly detail: object }[]
}

/** The stops are over: the next alarm makes one of its own. */
const lifted = () => world.core.db.updateTable('halt').set({ liftedAt: new Date() }).execute()

const halts = () => world.core.db.selectFrom('halt').selectAll().orderBy('sealedAt').execute()

describe('a signed webhook', () => {
  test('stops its workspace, at its level, with the reason it gives, and not twice by one signature', async () => {
    const first = await send()
    expect(first.status).toBe(201)
    expect(await halts()).toMatchObject([
      { id: first.body.haltId, workspaceId: world.workspaceId, level: 'scheduled', reason: 'Disk full' },
    ])
    const [halt] = await halts()
    expect(halt).toMatchObject({ haltedBy: null, haltedByKind: 'system', haltedByName: 'webhook Monitoring' })
    const again = await send()
    expect([again.status, again.body.code]).toEqual([409, 'HOOK_USED'])
    // the monitor calls on: the stop is there
    const on = await send({ at: Math.floor(now / 1000) + 1, body: '{"reason":"Disk still full"}' })
    expect([on.status, on.body.haltId]).toEqual([200, first.body.haltId])
    expect(await halts()).toHaveLength(1)
    const { items } = (await (await world.signIn('admin')).get<Entries>(world.path('/audit'))).body
    expect(items.find(({ action }) => action === 'halt.called_again')?.detail).toEqual({ reason: 'Disk still full' })
    // two at once by one signature: one of them
    await lifted()
    now += 1000
    const both = await Promise.all([send(), send()])
    expect(both.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([201, 409])
    await lifted()
    now += 1000
    expect((await send({ body: '' })).status).toBe(201)
    expect((await halts()).at(-1)).toMatchObject({ reason: 'Webhook: Monitoring' })
  })

  test.each<[string, () => Sent]>([
    ['another secret', () => ({ secret: 'vighook_another' })],
    ['other bytes of the body', () => ({ body: '{"reason": "Disk full"}', signed: '{"reason":"Disk full"}' })],
    ['a time too long ago', () => ({ at: Math.floor(now / 1000) - 301 })],
    ['a time still to come', () => ({ at: Math.floor(now / 1000) + 301 })],
    ['no signature', () => ({ header: '' })],
    ['something else in its place', () => ({ header: `v1=${'0'.repeat(64)}` })],
    ['half a signature', () => ({ header: `t=${Math.floor(now / 1000)},v1=abcd` })],
  ])('with %s stops nothing', async (_what, sent) => {
    now += 1000
    const before = (await halts()).length
    const { status, body } = await send(sent())
    expect([status, body.code]).toEqual([401, 'HOOK_SIGNATURE'])
    expect(await halts()).toHaveLength(before)
  })

  test('signed a moment ago by a clock that is a little off stops', async () => {
    await lifted()
    now += 1000
    expect((await send({ at: Math.floor(now / 1000) - 290 })).status).toBe(201)
  })

  test('with a body that is none of ours stops nothing, and its signature may be sent again corrected', async () => {
    now += 1000
    const before = (await halts()).length
    expect((await send({ body: 'no json' })).body.code).toBe('REQUEST_MALFORMED')
    expect((await send({ body: '{"reason":7}' })).body.code).toBe('VALIDATION_FAILED')
    expect(await halts()).toHaveLength(before)
  })

  test('works from the example that is handed out with it', async () => {
    await lifted()
    expect(hook.example).toContain(hook.secret)
    expect(hook.example).toContain(hook.url)
    const { execFileSync } = await import('node:child_process')
    const script = hook.example.replace(/^curl .*$/m, 'printf "%s" "$T $SIGN $BODY"')
    const [at, mac, ...body] = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split(' ')
    now = Number(at) * 1000
    const answer = await send({ body: body.join(' '), header: `t=${at},v1=${mac}` })
    expect(answer.status).toBe(201)
  })

  test('of nobody is not found, nor is one that was revoked', async () => {
    now += 1000
    expect((await send({ id: '00000000-0000-7000-8000-000000000000' })).status).toBe(404)
    const admin = await world.signIn('admin')
    const list = await admin.get<{ items: { id: string; lastUsedAt: string | null }[] }>(world.path('/halt-hooks'))
    expect(list.body.items).toMatchObject([{ id: hook.id }])
    expect(list.body.items[0]!.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(list.body)).not.toContain(hook.secret)
    expect((await admin.delete(world.path(`/halt-hooks/${hook.id}`))).status).toBe(204)
    expect((await send()).status).toBe(404)
  })
})
