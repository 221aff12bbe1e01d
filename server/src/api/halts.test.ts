import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { roles, type Permission, may } from '../core/people/permissions.ts'
import type { Account, Role } from '../db/schema.ts'
import { quietAccount } from '../testing/account.ts'
import type { Client } from '../testing/client.ts'
import { dueNow } from '../testing/planned.ts'
import { StubNetwork } from '../testing/stub-network.ts'
import { TestWorld } from '../testing/world.ts'

interface Halt {
  id: string
  stopId: string
  level: string
  scope: { workspaceId: string | null; accountId: string | null }
  scopeNames: { workspace?: string; account?: string }
  reason: string | null
  by: { kind: string; name: string }
  liftedAt: string | null
  liftedBy: string | null
  held: number
  exceptions: { network: string | null; accountId: string | null; workspaceId: string | null }[]
  can?: Record<string, boolean>
  code?: string
}
interface Items {
  items: Halt[]
}
type Signed = Awaited<ReturnType<TestWorld['signIn']>>

let world: TestWorld
let mairie: Account
let library: Account
let people: Record<Role | 'lead', Signed>
let other: { workspaceId: string; owner: Signed }

beforeAll(async () => {
  world = await TestWorld.create({ around: new StubNetwork().around })
  mairie = await quietAccount(world, 'mairie.test')
  library = await quietAccount(world, 'library.test')
  const entries = await Promise.all(roles.map(async (role) => [role, await world.signIn(role)] as const))
  const lead = await world.signIn('viewer')
  await nameLead(lead)
  people = { ...(Object.fromEntries(entries) as Record<Role, Signed>), lead }
  other = await world.otherWorkspace()
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(() => world.core.db.deleteFrom('halt').execute())

async function nameLead(lead: Signed): Promise<void> {
  const olga = await world.signIn('owner')
  const path = world.path(`/members/${lead.person.id}`)
  expect((await olga.patch<{ crisisLead: boolean }>(path, { crisisLead: true })).body.crisisLead).toBe(true)
}

/** An owner of the workspace to whom the installation does not belong. */
const ownerHere = async (): Promise<Signed> => {
  const person = await world.signIn('admin')
  await world.core.db.updateTable('member').set({ role: 'owner' }).where('personId', '=', person.person.id).execute()
  return person
}

async function script(who: Client, scopes: string[]): Promise<Client> {
  const made = await who.post<{ token: string }>(world.path('/tokens'), { name: 'Script', scopes })
  return Object.assign(world.client(), { token: made.body.token })
}

const stop = async (who: Client = people.editor, body: object = {}) => who.post<Halt>(world.path('/halts'), body)

describe('stopping', () => {
  test.each([...roles, 'lead'] as const)('is for everybody but a viewer: %s', async (role) => {
    const { status, body } = await stop(people[role], { reason: 'A fire' })
    const lets = role !== 'viewer'
    expect([status, body.code ?? body.reason]).toEqual(lets ? [201, 'A fire'] : [403, 'FORBIDDEN'])
    if (!lets) return
    const leads = ['owner', 'admin', 'lead'].includes(role)
    const { can } = (await people[role].get<Halt>(world.path(`/halts/${body.id}`))).body
    expect([can?.['lift'], can?.['exempt']]).toEqual([leads, leads])
  })

  test('by a token needs its scope, and is written to the token', async () => {
    const without = await stop(await script(people.editor, ['read', 'write', 'publish']))
    expect([without.status, without.body.code]).toEqual([403, 'AUTH_SCOPE_MISSING'])
    const { status, body } = await stop(await script(people.editor, ['halt']))
    expect([status, body.by.kind]).toEqual([201, 'token'])
    const reader = await script(people.owner, ['halt', 'read'])
    const { can } = (await reader.get<Halt>(world.path(`/halts/${body.id}`))).body
    expect(can?.['lift']).toBe(false)
    const ofViewer = await stop(await script(people.viewer, ['halt']))
    expect([ofViewer.status, ofViewer.body.code]).toEqual([403, 'FORBIDDEN'])
  })

  test('needs no body at all', async () => {
    const { status, body } = await people.moderator.call<Halt>('POST', world.path('/halts'))
    expect([status, body.level, body.reason]).toEqual([201, 'all', null])
  })

  test('can be narrowed, to what is in the workspace', async () => {
    const { body } = await stop(people.editor, { accountId: mairie.id, level: 'scheduled' })
    expect(body).toMatchObject({ level: 'scheduled', scope: { accountId: mairie.id }, onWire: 0 })
    const seen = (await people.editor.get<Halt>(world.path(`/halts/${body.id}`))).body
    expect(seen).toMatchObject({ level: 'scheduled', scopeNames: { account: 'mairie.test' } })
    const foreign = await quietAccount(world, 'foreign.test', other.workspaceId)
    expect((await stop(people.editor, { accountId: foreign.id })).status).toBe(404)
  })

  test('stops another workspace for nobody who is not there', async () => {
    const path = world.path('/halts', other.workspaceId)
    expect((await people.editor.post<Halt>(path)).status).toBe(404)
    const named = await people.editor.post<Halt>('/api/halts', { workspaceIds: [world.workspaceId, other.workspaceId] })
    expect([named.status, named.body.code]).toEqual([404, 'NOT_FOUND'])
    expect(await world.core.db.selectFrom('halt').select('id').execute()).toEqual([])
    expect((await other.owner.get<Items>(world.path('/halts', other.workspaceId))).body.items).toEqual([])
  })

  test('everything one may reach is one act: the installation for its owner, for others each workspace they may stop', async () => {
    type Made = { stopId: string; halts: Halt[]; code?: string }
    const ofOwner = await people.owner.post<Made>('/api/halts', { reason: 'A storm' })
    expect([ofOwner.status, ofOwner.body.halts.map((halt) => halt.scope.workspaceId)]).toEqual([201, [null]])
    // every workspace hears of it, and nobody there can lift it
    const seen = await other.owner.get<Items>(world.path('/halts?active=true', other.workspaceId))
    expect(seen.body.items).toMatchObject([{ id: ofOwner.body.halts[0]!.id, can: { lift: false } }])

    const eva = await world.signIn('editor')
    const membership = { workspaceId: other.workspaceId, personId: eva.person.id, role: 'viewer' } as const
    await world.core.db.insertInto('member').values(membership).execute()
    const mine = await eva.post<Made>('/api/halts', {})
    expect(mine.body.halts.map((halt) => halt.scope.workspaceId)).toEqual([world.workspaceId])
    await world.core.db
      .updateTable('member')
      .set({ role: 'moderator' })
      .where('workspaceId', '=', other.workspaceId)
      .where('personId', '=', eva.person.id)
      .execute()
    const both = await eva.post<Made>('/api/halts', {})
    expect(new Set(both.body.halts.map((halt) => halt.scope.workspaceId))).toEqual(
      new Set([world.workspaceId, other.workspaceId]),
    )
    expect(new Set(both.body.halts.map((halt) => halt.stopId))).toEqual(new Set([both.body.stopId]))
    const viewer = await people.viewer.post<Made>('/api/halts', {})
    expect([viewer.status, viewer.body.code]).toEqual([403, 'FORBIDDEN'])
  })

  test('is answered while every other connection to the database is taken, and so is the plain page', async () => {
    const taken = await Promise.all(Array.from({ length: 16 }, () => world.database.pool.connect()))
    try {
      const byPerson = await stop(people.editor, { reason: 'Under load' })
      expect([byPerson.status, byPerson.body.reason]).toEqual([201, 'Under load'])
      const everything = await people.owner.post<{ halts: Halt[] }>('/api/halts', {})
      expect(everything.status).toBe(201)
      const page = await people.editor.call<string>('GET', '/stop')
      expect(page.status).toBe(200)
      expect(page.body).toContain('Sealed')
    } finally {
      for (const client of taken) client.release()
    }
  })

  test('is answered a hundred times in a row: there is no limit on it', async () => {
    for (let at = 0; at < 100; at++) expect((await stop(people.editor)).status).toBe(201)
  })
})

describe('a reason', () => {
  test.each([
    ['far too long', 'x'.repeat(5000), 'x'.repeat(2000)],
    ['nothing but spaces', '  \n ', null],
    ['not to be kept whole', 'A \0fire', 'A fire'],
  ])('that is %s stands in no stop’s way', async (_what, given, kept) => {
    const { status, body } = await stop(people.editor, { reason: given })
    expect([status, body.reason]).toEqual([201, kept])
  })

  test('is given afterwards by whoever may stop', async () => {
    const { body } = await stop()
    const path = world.path(`/halts/${body.id}`)
    expect((await people.moderator.patch<Halt>(path, { reason: 'An accident' })).body.reason).toBe('An accident')
    expect((await people.viewer.patch<Halt>(path, { reason: 'No' })).status).toBe(403)
    const token = await script(people.editor, ['halt'])
    expect((await token.patch<Halt>(path, { reason: 'By a script' })).status).toBe(200)
  })

  test('of a stop of the installation is given by who owns it', async () => {
    const { body } = await people.owner.post<{ halts: Halt[] }>('/api/halts', {})
    const path = world.path(`/halts/${body.halts[0]!.id}`)
    expect((await people.admin.patch<Halt>(path, { reason: 'No' })).body.code).toBe('FORBIDDEN')
    expect((await people.owner.patch<Halt>(path, { reason: 'A storm' })).body.reason).toBe('A storm')
  })
})

describe('lifting', () => {
  test('what was lifted before a workspace was made is not in its history, and in that of others it is', async () => {
    const { body } = await people.owner.post<{ halts: Halt[] }>('/api/halts', {})
    await people.owner.post(`/api/halts/${body.halts[0]!.id}/lift`)
    const later = await world.otherWorkspace()
    const listed = async ({ owner, workspaceId }: typeof other) =>
      (await owner.get<Items>(world.path('/halts', workspaceId))).body.items.length
    expect([await listed(other), await listed(later)]).toEqual([1, 0])
  })

  test.each([...roles, 'lead'] as const)('is for owners, admins and the crisis lead: %s', async (role) => {
    const { body } = await stop()
    const answer = await people[role].post<Halt>(world.path(`/halts/${body.id}/lift`), { reason: 'Over' })
    const lets = may(role === 'lead' ? 'viewer' : role, 'halt.lift' satisfies Permission, role === 'lead')
    expect(answer.status).toBe(lets ? 200 : 403)
    expect(answer.body.liftedBy).toBe(lets ? people[role].person.name : undefined)
  })

  test('is never for a token, whatever its scopes and whoever’s it is', async () => {
    const { body } = await stop()
    for (const who of [people.owner, people.lead]) {
      const token = await script(who, ['read', 'write', 'publish', 'halt'])
      const answer = await token.post<Halt>(world.path(`/halts/${body.id}/lift`))
      expect([answer.status, answer.body.code]).toEqual([403, 'AUTH_SCOPE_MISSING'])
    }
  })

  test('happens once', async () => {
    const { body } = await stop()
    const path = world.path(`/halts/${body.id}/lift`)
    expect((await people.admin.post<Halt>(path)).status).toBe(200)
    expect((await people.admin.post<Halt>(path)).body.code).toBe('HALT_LIFTED')
  })

  test('of the installation is for who owns it: a workspace’s owner is told who can', async () => {
    const { body } = await people.owner.post<{ halts: Halt[] }>('/api/halts', {})
    const { id } = body.halts[0]!
    const owner = await ownerHere()
    const fromHere = await owner.post<Halt & { detail: string }>(world.path(`/halts/${id}/lift`))
    expect(fromHere.body).toMatchObject({ code: 'FORBIDDEN' })
    expect(fromHere.body.detail).toContain('who owns the installation')
    expect((await owner.post<Halt>(`/api/halts/${id}/lift`)).status).toBe(403)
    // a part of it, for one workspace: the others hear nothing of that
    const except = { workspaceId: other.workspaceId }
    expect((await people.owner.post<Halt>(`/api/halts/${id}/lift`, { except })).status).toBe(200)
    const there = await other.owner.get<Items>(world.path('/halts?active=true', other.workspaceId))
    expect(there.body.items).toEqual([])
    const here = await people.editor.get<Items>(world.path('/halts?active=true'))
    expect(here.body.items).toMatchObject([{ id, exceptions: [] }])
    const told = await world.core.db
      .selectFrom('auditEntry')
      .select('workspaceId')
      .where('action', '=', 'halt.part_lifted')
      .where('subjectId', '=', id)
      .execute()
    expect(told).toEqual([{ workspaceId: other.workspaceId }])
    expect((await people.owner.get<Items>('/api/halts')).body.items).toMatchObject([{ id, exceptions: [except] }])
    expect((await people.owner.post<Halt>(`/api/halts/${id}/lift`)).status).toBe(200)
    expect((await people.owner.get<Items>('/api/halts')).body.items).toEqual([])
  })

  test('in part lowers the level, or lets a part out; not both, and never more than there was', async () => {
    const { body } = await stop()
    const path = world.path(`/halts/${body.id}/lift`)
    expect((await people.admin.post<Halt>(path, { to: 'scheduled' })).body).toMatchObject({
      level: 'scheduled',
      liftedAt: null,
    })
    expect((await people.admin.post<Halt>(path, { to: 'scheduled' })).body.code).toBe('VALIDATION_FAILED')
    expect((await people.admin.post<Halt>(path, { to: 'automation', except: { accountId: mairie.id } })).status).toBe(
      422,
    )
    expect((await people.admin.post<Halt>(path, { except: {} })).status).toBe(422)
    const { body: left } = await people.admin.post<Halt>(path, { except: { accountId: mairie.id } })
    expect(left.exceptions).toMatchObject([{ accountId: mairie.id }])
    const foreign = await quietAccount(world, 'foreign2.test', other.workspaceId)
    expect((await people.admin.post<Halt>(path, { except: { accountId: foreign.id } })).status).toBe(404)
  })
})

describe('a statement', () => {
  const send = (who: Client, id: string, workspaceId = world.workspaceId) =>
    who.post<{ state: string; origin: string; code?: string }>(
      world.path(`/deliveries/${id}/send-during-stop`, workspaceId),
      { reason: 'A word to the families' },
    )

  test.each([...roles, 'lead'] as const)('is let pass by owners, admins and the crisis lead: %s', async (role) => {
    await stop()
    const { id } = await dueNow(world, mairie, 'Statement')
    const { status } = await send(people[role], id)
    expect(status).toBe(['owner', 'admin', 'lead'].includes(role) ? 200 : 403)
    await world.core.db.deleteFrom('post').execute()
  })

  test('is not let pass by a token, nor where there is no stop', async () => {
    const { id } = await dueNow(world, mairie, 'Statement')
    expect((await send(people.admin, id)).body.code).toBe('HALT_NONE')
    await stop(people.editor, { accountId: library.id })
    expect((await send(people.admin, id)).body.code).toBe('HALT_NONE')
    await stop()
    const token = await script(people.owner, ['read', 'write', 'publish', 'halt'])
    expect((await send(token, id)).body.code).toBe('AUTH_SCOPE_MISSING')
    expect((await send(other.owner, id, other.workspaceId)).status).toBe(404)
  })
})
