import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connector, ScheduledElsewhere } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { haltRow } from '../../testing/halts.ts'
import { TestWorld } from '../../testing/world.ts'

interface NotOurs {
  items: (ScheduledElsewhere & { accountId: string })[]
  unsupported: string[]
  failed: { accountId: string; detail: string }[]
}

// No network of ours has a scheduler yet: this one has, in memory, for what stands between the network and the API. What a network
// that has one must do is in the contract suite.
const waiting = new Map<string, ScheduledElsewhere>()
let away = false
const withScheduler = (connector: Connector): Connector => ({
  ...connector,
  capabilities: { ...connector.capabilities, listNativelyScheduled: true },
  listScheduled: async () =>
    away ? { kind: 'unknown', detail: 'no answer' } : { kind: 'listed', items: [...waiting.values()] },
  async cancelScheduled(permit, _credentials, id) {
    if (away) return { kind: 'unknown', detail: 'no answer' }
    permit.spend()
    waiting.delete(id)
    return { kind: 'removed' }
  },
})

let scheduling: TestWorld
let plain: TestWorld
let account: Account
let max: Client & { person: { name: string } }
beforeAll(async () => {
  scheduling = await TestWorld.create({ around: (all) => ({ ...all, bluesky: withScheduler(all.bluesky) }) })
  plain = await TestWorld.create()
  account = await quietAccount(scheduling, 'mairie.test')
  max = await scheduling.signIn('moderator')
})
afterAll(async () => {
  await scheduling[Symbol.asyncDispose]()
  await plain[Symbol.asyncDispose]()
})

const look = async (halt: string) => (await max.get<NotOurs>(scheduling.path(`/halts/${halt}/not-ours`))).body
const cancel = (halt: string, body: object) =>
  max.post<{ code: string }>(scheduling.path(`/halts/${halt}/not-ours/cancel`), body)

test('what another tool left with the network is listed and cancelled, during the stop (I12), and recorded', async () => {
  const halt = await haltRow(scheduling, {})
  const dueAt = new Date(Date.now() + 3_600_000)
  waiting.set('7', { id: '7', text: 'Grande fête', dueAt })
  const item = { accountId: account.id, id: '7', text: 'Grande fête', dueAt: dueAt.toISOString() }
  expect(await look(halt)).toEqual({ items: [item], unsupported: [], failed: [] })
  expect((await cancel(halt, { accountId: account.id, id: '7' })).status).toBe(204)
  expect(await look(halt)).toEqual({ items: [], unsupported: [], failed: [] })
  const entry = await scheduling.core.db
    .selectFrom('auditEntry')
    .selectAll()
    .where('action', '=', 'account.scheduled_cancelled')
    .executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ subjectId: account.id, actorName: max.person.name, detail: { halt, item: '7' } })
})

test('a network that does not answer is told as doubt, never as nothing', async () => {
  const halt = await haltRow(scheduling, {})
  away = true
  expect(await look(halt)).toEqual({
    items: [],
    unsupported: [],
    failed: [{ accountId: account.id, detail: 'no answer' }],
  })
  const answer = await cancel(halt, { accountId: account.id, id: '7' })
  expect([answer.status, answer.body.code]).toEqual([502, 'NETWORK_REFUSED'])
  away = false
})

test('an account out of the halt’s scope, or of another workspace, is not found', async () => {
  const other = await quietAccount(scheduling, 'musee.test')
  const halt = await haltRow(scheduling, { accountId: other.id })
  expect((await cancel(halt, { accountId: account.id, id: '7' })).status).toBe(404)
  const elsewhere = await scheduling.otherWorkspace()
  const foreign = await quietAccount(scheduling, 'foreign.test', elsewhere.workspaceId)
  const all = await haltRow(scheduling, { workspaceId: null })
  expect((await cancel(all, { accountId: foreign.id, id: '7' })).status).toBe(404)
})

test('a network without a scheduler of its own is named', async () => {
  const { id } = await quietAccount(plain, 'mairie.test')
  const halt = await haltRow(plain, {})
  const who = await plain.signIn('editor')
  const seen = (await who.get<NotOurs>(plain.path(`/halts/${halt}/not-ours`))).body
  expect(seen).toEqual({ items: [], unsupported: ['bluesky'], failed: [] })
  const answer = await who.post<{ code: string }>(plain.path(`/halts/${halt}/not-ours/cancel`), {
    accountId: id,
    id: '7',
  })
  expect([answer.status, answer.body.code]).toEqual([409, 'NETWORK_UNSUPPORTED'])
})
