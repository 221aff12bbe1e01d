import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { fingerprint } from '../../testing/fingerprint.ts'
import { makeObjects } from '../../testing/objects.ts'
import { TestWorld } from '../../testing/world.ts'

let world: TestWorld
let olga: Client
let objects: ReturnType<typeof makeObjects>
beforeAll(async () => {
  world = await TestWorld.create()
  olga = await world.signIn('owner')
  objects = makeObjects(world, world.workspaceId, world.owner.id)
})
afterAll(() => world[Symbol.asyncDispose]())

type Call = [method: string, path: string, body?: object]
interface Change {
  what: string
  /** Table and key column of the row that changes, and the action that tells of it. */
  table: string
  key?: string
  action: string
  prepare: () => Promise<{ id?: string; call: Call }>
}

const ws = (rest: string) => world.path(rest)
const draft = {
  items: [{ text: 'Bonjour' }],
  options: { languages: [] },
  accountIds: [] as string[],
  send: { kind: 'draft' },
}
const tomorrow = { kind: 'at', at: new Date(Date.now() + 86_400_000).toISOString() }

async function delivery(state: Parameters<typeof objects.delivery>[0], action: string, body: object = {}) {
  const id = await objects.delivery(state)
  return { id, call: ['POST', ws(`/deliveries/${id}/${action}`), body] as Call }
}
async function plannedPost() {
  const id = await objects.delivery()
  const { postId } = await world.delivery(id)
  return { id, call: ['PATCH', ws(`/posts/${postId}`), { items: [{ text: 'Other' }], version: 1 }] as Call }
}

const changes: Change[] = [
  {
    what: 'a post written',
    table: 'post',
    action: 'post.written',
    prepare: async () => ({ call: ['POST', ws('/posts'), draft] }),
  },
  {
    what: 'a post changed',
    table: 'post',
    action: 'post.edited',
    prepare: async () => {
      const id = await objects.post()
      return { id, call: ['PATCH', ws(`/posts/${id}`), { items: [{ text: 'Other' }], version: 1 }] }
    },
  },
  { what: 'a planned post changed', table: 'delivery', action: 'post.edited', prepare: plannedPost },
  {
    what: 'a post deleted',
    table: 'post',
    action: 'post.deleted',
    prepare: async () => {
      const id = await objects.post()
      return { id, call: ['DELETE', ws(`/posts/${id}`)] }
    },
  },
  {
    what: 'a post sent',
    table: 'delivery',
    action: 'delivery.scheduled',
    prepare: async () => {
      const account = await quietAccount(world, `sent${Math.random()}.test`)
      return { call: ['POST', ws('/posts'), { ...draft, accountIds: [account.id], send: { kind: 'now' } }] }
    },
  },
  {
    what: 'a delivery cancelled',
    table: 'delivery',
    action: 'delivery.cancelled',
    prepare: () => delivery('scheduled', 'cancel'),
  },
  {
    what: 'a delivery moved',
    table: 'delivery',
    action: 'delivery.rescheduled',
    prepare: () => delivery('scheduled', 'reschedule', tomorrow),
  },
  {
    what: 'a delivery released',
    table: 'delivery',
    action: 'delivery.released',
    prepare: () => delivery('held', 'release', tomorrow),
  },
  {
    what: 'a delivery retried',
    table: 'delivery',
    action: 'delivery.retried',
    prepare: () => delivery('failed', 'retry', tomorrow),
  },
  {
    what: 'a delivery decided',
    table: 'delivery',
    action: 'delivery.decided_not_published',
    prepare: () => delivery('unconfirmed', 'decide', { as: 'not_published' }),
  },
  {
    what: 'an account disconnected',
    table: 'account',
    action: 'account.disconnected',
    prepare: async () => {
      const id = await objects.account()
      return { id, call: ['DELETE', ws(`/accounts/${id}`)] }
    },
  },
  {
    what: 'an account’s health',
    table: 'account',
    action: 'account.health_changed',
    prepare: async () => {
      const id = await objects.account()
      await world.core.db.deleteFrom('accountCredentials').where('accountId', '=', id).execute()
      return { id, call: ['POST', ws(`/accounts/${id}/check`)] }
    },
  },
  {
    what: 'a role changed',
    table: 'member',
    key: 'person_id',
    action: 'member.role_changed',
    prepare: async () => {
      const id = await objects.member()
      return { id, call: ['PATCH', ws(`/members/${id}`), { role: 'editor' }] }
    },
  },
  {
    what: 'an invitation made',
    table: 'invitation',
    action: 'invitation.created',
    prepare: async () => ({
      call: ['POST', ws('/invitations'), { email: `${Math.random()}@vigie.test`, role: 'viewer' }],
    }),
  },
  {
    what: 'an invitation revoked',
    table: 'invitation',
    action: 'invitation.revoked',
    prepare: async () => {
      const id = await objects.invitation()
      return { id, call: ['DELETE', ws(`/invitations/${id}`)] }
    },
  },
  {
    what: 'a token made',
    table: 'api_token',
    action: 'token.created',
    prepare: async () => ({ call: ['POST', ws('/tokens'), { name: 'Script', scopes: ['read'] }] }),
  },
  {
    what: 'a token revoked',
    table: 'api_token',
    action: 'token.revoked',
    prepare: async () => {
      const id = await objects.token()
      return { id, call: ['DELETE', ws(`/tokens/${id}`)] }
    },
  },
  {
    what: 'a workspace changed',
    table: 'workspace',
    action: 'workspace.changed',
    prepare: async () => ({ id: world.workspaceId, call: ['PATCH', ws(''), { undoSeconds: 20 }] }),
  },
  {
    what: 'a workspace made',
    table: 'workspace',
    action: 'workspace.created',
    prepare: async () => ({ call: ['POST', '/api/workspaces', { name: 'New', timeZone: 'UTC' }] }),
  },
  {
    what: 'a person changed',
    table: 'person',
    action: 'person.changed',
    prepare: async () => ({ id: world.owner.id, call: ['PATCH', '/api/me', { language: 'fr' }] }),
  },
]

const run = ([method, path, body]: Call) => olga.call<{ id?: string }>(method, path, body)

/** The transaction that last wrote a row, as PostgreSQL keeps it. */
async function writerOf(table: string, key: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ xid: string }>`
    select xmin::text as xid from ${sql.table(table)} where ${sql.ref(key)} = ${id}`.execute(world.core.db)
  return rows[0]?.xid
}

describe.each(changes)('the record of $what', ({ table, key = 'id', action, prepare }) => {
  test('is written in the transaction of the change (I9)', async () => {
    const { id, call } = await prepare()
    const { status, body } = await run(call)
    expect(status).toBeLessThan(300)
    const entry = await world.core.db
      .selectFrom('auditEntry')
      .select(['xid', 'actorName'])
      .where('action', '=', action)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    const made = action === 'delivery.scheduled' ? (await world.deliveries()).at(-1)?.id : (id ?? body.id)
    expect(await writerOf(table, key, made ?? '')).toBe(String(BigInt(entry.xid) % 2n ** 32n))
  })

  test('that cannot be written undoes the change', async () => {
    const { call } = await prepare()
    const { pool } = world.database
    await pool.query(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'no record today'; end $$`)
    await pool.query('create trigger refuse before insert on audit_entry for each row execute function refuse()')
    const before = await fingerprint(world.core.db)
    const { status } = await run(call)
    expect(status).toBe(500)
    expect(await fingerprint(world.core.db)).toBe(before)
    await pool.query('drop trigger refuse on audit_entry')
    await pool.query('drop function refuse')
  })
})

describe('the record', () => {
  test.each([
    'update audit_entry set action = $$x$$',
    'delete from audit_entry',
    'truncate audit_entry',
    'truncate workspace cascade',
  ])('cannot be changed: %s', async (statement) => {
    const before = await fingerprint(world.core.db)
    await expect(world.database.pool.query(statement)).rejects.toThrow('append-only')
    expect(await fingerprint(world.core.db)).toBe(before)
  })
})
