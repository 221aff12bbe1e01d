import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../db/schema.ts'
import { quietAccount } from '../../testing/account.ts'
import type { Client } from '../../testing/client.ts'
import { haltRow, heldDelivery } from '../../testing/halts.ts'
import { TestWorld } from '../../testing/world.ts'
import { parseWords } from './words.ts'

interface Item {
  id: string
  text: string
  tags: string[]
  campaign: { name: string } | null
  lateMs: number
  coveredBy: string | null
  dueAt: string
}
interface List {
  items: Item[]
  total: number
  nextCursor: string | null
}

let world: TestWorld
let eva: Client
let mairie: Account
let musee: Account
beforeAll(async () => {
  world = await TestWorld.create()
  eva = await world.signIn('editor')
  mairie = await quietAccount(world, 'mairie.test')
  musee = await quietAccount(world, 'musee.test')
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  await world.core.db.deleteFrom('delivery').execute()
  await world.core.db.deleteFrom('halt').execute()
})

const held = async (query = '') => (await eva.get<List>(world.path(`/held?${query}`))).body
const texts = async (query: string) => (await held(query)).items.map((item) => item.text)

describe('the list of what is held', () => {
  test('is oldest first, with texts and how late each is, by page', async () => {
    for (const minutes of [5, 90, 30, 60, 10]) {
      await heldDelivery(world, { account: mairie, text: `late ${minutes}`, lateMinutes: minutes })
    }
    const first = await held('limit=3')
    expect(first.items.map((item) => item.text)).toEqual(['late 90', 'late 60', 'late 30'])
    expect(first.total).toBe(5)
    expect(first.items[0]!.lateMs).toBeGreaterThanOrEqual(90 * 60_000)
    expect(first.items[0]!.lateMs).toBeLessThan(100 * 60_000)
    const second = await held(`limit=3&cursor=${first.nextCursor}`)
    expect(second.items.map((item) => item.text)).toEqual(['late 10', 'late 5'])
    expect(second).toMatchObject({ total: 5, nextCursor: null })
  })

  test('is found by account, campaign and tag', async () => {
    const campaign = await world.campaign('Fête de la musique')
    await heldDelivery(world, { account: mairie, text: 'a', campaignId: campaign, tags: ['Été', 'concert'] })
    await heldDelivery(world, { account: musee, text: 'b', tags: ['concert'] })
    await heldDelivery(world, { account: musee, text: 'c' })
    expect(await texts(`accountId=${musee.id}`)).toEqual(['b', 'c'])
    expect(await texts(`campaignId=${campaign}`)).toEqual(['a'])
    expect(await texts('tag=Concert')).toEqual(['a', 'b'])
    expect(await texts('tag=%C3%A9t%C3%A9')).toEqual(['a'])
    expect(await texts(`accountId=${musee.id}&tag=concert`)).toEqual(['b'])
    const [item] = (await held(`campaignId=${campaign}`)).items
    expect(item).toMatchObject({ campaign: { name: 'Fête de la musique' }, tags: ['Été', 'concert'] })
  })

  test('is found by words, whatever their case and accents, all of them or one of several', async () => {
    for (const text of [
      'Joyeux anniversaire !',
      'La FÊTE commence',
      'Fermé lundi',
      '100 % coton',
      'grande fête, demain',
    ]) {
      await heldDelivery(world, { account: mairie, text })
    }
    expect(await texts('q=fete')).toEqual(['La FÊTE commence', 'grande fête, demain'])
    expect(await texts(`q=${encodeURIComponent('fête, anniversaire')}`)).toEqual([
      'Joyeux anniversaire !',
      'La FÊTE commence',
      'grande fête, demain',
    ])
    expect(await texts(`q=${encodeURIComponent('fête demain')}`)).toEqual(['grande fête, demain'])
    expect(await texts(`q=${encodeURIComponent('"fête commence" OR lundi')}`)).toEqual([
      'La FÊTE commence',
      'Fermé lundi',
    ])
    expect(await texts(`q=${encodeURIComponent('100 %')}`)).toEqual(['100 % coton'])
    expect(await texts(`q=${encodeURIComponent('_')}`)).toEqual([])
    expect(await texts(`q=${encodeURIComponent(' , "" ')}`)).toHaveLength(5)
  })

  test('words are read as they are typed', () => {
    expect(parseWords('fête')).toEqual([['fête']])
    expect(parseWords('« bon anniversaire » maire OU concert|x')).toEqual([
      ['bon anniversaire', 'maire'],
      ['concert'],
      ['x'],
    ])
    expect(parseWords('"not closed')).toEqual([['not closed']])
    expect(parseWords('')).toEqual([])
  })

  test('says which halt still covers each, and finds what one halt held', async () => {
    const before = await heldDelivery(world, { account: musee, text: 'before', heldAt: new Date(Date.now() - 60_000) })
    const halt = await haltRow(world, { accountId: musee.id })
    const covered = await heldDelivery(world, { account: musee, text: 'covered' })
    await heldDelivery(world, { account: mairie, text: 'elsewhere' })
    await heldDelivery(world, { account: musee, text: 'overdue', reason: 'overdue' })
    const { items } = await held()
    expect(Object.fromEntries(items.map((item) => [item.text, item.coveredBy]))).toEqual({
      before: halt,
      covered: halt,
      overdue: halt,
      elsewhere: null,
    })
    expect(before).not.toBe(covered)
    expect(await texts(`haltId=${halt}`)).toEqual(['covered'])
    await world.core.db.updateTable('halt').set({ liftedAt: new Date() }).execute()
    expect((await held()).items.every((item) => item.coveredBy === null)).toBe(true)
    expect(await texts(`haltId=${halt}`)).toEqual(['covered'])
  })

  test('knows levels, scopes, exceptions and exemptions', async () => {
    const campaign = await world.campaign('Noël')
    const cover = async (id: string) => (await held()).items.find((item) => item.id === id)?.coveredBy
    const planned = await heldDelivery(world, { account: mairie, text: 'planned', campaignId: campaign })
    const person = await heldDelivery(world, { account: mairie, text: 'person', origin: 'person' })
    const halt = await haltRow(world, { level: 'scheduled', workspaceId: null, campaignId: campaign })
    expect([await cover(planned), await cover(person)]).toEqual([halt, null])
    await world.core.db.updateTable('halt').set({ campaignId: null }).execute()
    expect([await cover(planned), await cover(person)]).toEqual([halt, null])
    await world.core.db.updateTable('halt').set({ level: 'all' }).execute()
    expect([await cover(planned), await cover(person)]).toEqual([halt, halt])
    const exception = {
      id: halt,
      haltId: halt,
      campaignId: campaign,
      workspaceId: null,
      network: null,
      accountId: null,
    }
    await world.core.db
      .insertInto('haltException')
      .values({ ...exception, reason: null, exceptedBy: null })
      .execute()
    expect([await cover(planned), await cover(person)]).toEqual([null, halt])
    const exemption = { id: halt, haltId: halt, deliveryId: person, reason: 'statement', grantedBy: world.owner.id }
    await world.core.db
      .insertInto('haltExemption')
      .values({ ...exemption, deliveryKey: 'another text' })
      .execute()
    expect(await cover(person)).toBe(halt)
    const { key: deliveryKey } = await world.delivery(person)
    await world.core.db.updateTable('haltExemption').set({ deliveryKey }).execute()
    expect(await cover(person)).toBe(null)
  })

  test('a halt of another workspace is not found, nor its campaign’s or account’s deliveries', async () => {
    const other = await world.otherWorkspace()
    const halt = await haltRow(world, { workspaceId: other.workspaceId })
    expect(await eva.get(world.path(`/held?haltId=${halt}`))).toMatchObject({ status: 404 })
    await heldDelivery(world, { account: mairie, text: 'ours' })
    expect(
      (await other.owner.get<List>(world.path(`/held?accountId=${mairie.id}`, other.workspaceId))).body.total,
    ).toBe(0)
  })
})

test('what comes next is shown by time, for some hours, and what a halt will keep in', async () => {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  for (const hours of [100, 2, 50]) {
    const id = await heldDelivery(world, { account: mairie, text: `in ${hours}` })
    await world.core.db
      .updateTable('delivery')
      .set({ state: 'scheduled', dueAt: at(hours) })
      .where('id', '=', id)
      .execute()
  }
  const next = async (query: string) => (await eva.get<List>(world.path(`/upcoming${query}`))).body
  expect((await next('')).items.map((item) => item.text)).toEqual(['in 2', 'in 50'])
  expect(await next('?hours=24')).toMatchObject({ total: 1, items: [{ text: 'in 2', coveredBy: null }] })
  const halt = await haltRow(world, {})
  expect((await next('?hours=24')).items[0]!.coveredBy).toBe(halt)
})
