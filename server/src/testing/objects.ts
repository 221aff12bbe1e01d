import { randomBytes } from 'node:crypto'
import type { DeliveryState } from '../db/schema.ts'
import { newId } from '../lib/ids.ts'
import { hashToken, newToken } from '../lib/token.ts'
import { quietAccount } from './account.ts'
import { textColumns } from './draft.ts'
import type { TestWorld } from './world.ts'

/** A word that stands in everything these make, to find it where it should not be. */
export const marker = 'geheim'

/** One of each thing a workspace holds, written straight into the database. @returns its id */
export function makeObjects(world: TestWorld, workspaceId: string, personId: string) {
  const { db } = world.core
  async function account(): Promise<string> {
    const made = await quietAccount(world, `${marker}${newId().slice(-8)}.test`, workspaceId)
    const avatarUrl = 'http://127.0.0.1:9/picture.png'
    await db.updateTable('account').set({ avatarUrl }).where('id', '=', made.id).execute()
    const picture = { accountId: made.id, contentType: 'image/png', bytes: Buffer.from(marker), fetchedAt: new Date() }
    await db.insertInto('accountPicture').values(picture).execute()
    return made.id
  }
  async function post(): Promise<string> {
    const id = newId()
    await db
      .insertInto('post')
      .values({ id, workspaceId, authorId: personId, ...textColumns(`${marker} draft`) })
      .execute()
    return id
  }
  async function delivery(state: DeliveryState = 'scheduled'): Promise<string> {
    const [id, postId, accountId] = [newId(), await post(), await account()]
    const outbound = { text: `${marker} post`, languages: ['fr'], createdAt: new Date().toISOString() }
    await db.insertInto('variant').values({ postId, accountId }).execute()
    await db
      .insertInto('delivery')
      .values({
        id,
        workspaceId,
        postId,
        accountId,
        origin: 'scheduled',
        state,
        dueAt: new Date(Date.now() + 86_400_000),
        outbound: JSON.stringify(outbound),
        key: id,
        ...(state === 'published' ? { remoteId: `at://${marker}`, sentAt: new Date() } : {}),
      })
      .execute()
    return id
  }
  /** A post, and a comment on it by its author, that have the same id. */
  async function comment(): Promise<string> {
    const id = await post()
    await db
      .insertInto('comment')
      .values({ id, workspaceId, postId: id, authorId: personId, text: `${marker} comment` })
      .execute()
    return id
  }
  async function media(): Promise<string> {
    const [id, objectKey] = [newId(), newId()]
    await db.insertInto('storedObject').values({ key: objectKey, wholeAt: new Date() }).execute()
    const size = { width: 1, height: 1, bytes: 1 }
    const file = { kind: 'image', type: 'image/png', sha256: randomBytes(32), objectKey, durationMs: null } as const
    await db
      .insertInto('media')
      .values({ id, workspaceId, name: `${marker}.png`, alt: marker, ...file, ...size })
      .execute()
    return id
  }
  async function invitation(): Promise<string> {
    const id = newId()
    await db
      .insertInto('invitation')
      .values({
        id,
        workspaceId,
        email: `${marker}${id.slice(-8)}@vigie.test`,
        role: 'viewer',
        tokenHash: hashToken(newToken('invite')),
        invitedBy: personId,
        expiresAt: new Date(Date.now() + 86_400_000),
      })
      .execute()
    return id
  }
  async function token(owner = personId): Promise<string> {
    const id = newId()
    const tokenHash = hashToken(newToken('vig'))
    await db
      .insertInto('apiToken')
      .values({ id, workspaceId, personId: owner, name: `${marker} token`, tokenHash, scopes: ['read'] })
      .execute()
    return id
  }
  async function member(): Promise<string> {
    const id = newId()
    const email = `${marker}${id.slice(-8)}@vigie.test`
    await db
      .insertInto('person')
      .values({ id, name: `${marker} member`, email })
      .execute()
    await db.insertInto('member').values({ workspaceId, personId: id, role: 'viewer' }).execute()
    return id
  }
  async function halt(id: string = newId()): Promise<string> {
    await db
      .insertInto('halt')
      .values({ id, workspaceId, level: 'automation', reason: `${marker} fire`, haltedByName: marker })
      .execute()
    return id
  }
  async function hook(): Promise<string> {
    const id = newId()
    const sealedSecret = world.core.box.seal(marker, `halt_hook:${id}`)
    const values = { id, workspaceId, name: `${marker} hook`, sealedSecret, createdBy: personId }
    await db.insertInto('haltHook').values(values).execute()
    return id
  }
  /** A halt and an account that have the same id. */
  const haltOfAccount = async () => halt(await account())
  const campaign = () => world.campaign(`${marker} ${newId()}`, workspaceId)
  /** A planned post that repeats: the series and its post have the same id. */
  async function series(): Promise<string> {
    const { postId } = await world.delivery(await delivery())
    const rest = { rule: 'FREQ=DAILY', timeZone: 'UTC', startsAt: '2027-01-01T09:00', createdBy: personId }
    await db
      .insertInto('series')
      .values({ id: postId, workspaceId, postId, madeUntil: new Date(), ...rest })
      .execute()
    const [dueAt, wall] = [new Date(Date.now() + 86_400_000), rest.startsAt]
    await db.insertInto('occurrence').values({ seriesId: postId, wall, postId, dueAt, postVersion: 1 }).execute()
    return postId
  }
  async function playbook(id: string = newId()): Promise<string> {
    await db
      .insertInto('playbook')
      .values({ id, workspaceId, name: `${marker} plan` })
      .execute()
    return id
  }
  /** A playbook taken up during a halt: the halt, the playbook, the run and its one step all have this id. */
  async function run(): Promise<string> {
    const id = await playbook(await halt())
    const steps = JSON.stringify([{ id, text: `${marker} step`, role: null, personId: null }])
    await db
      .insertInto('playbookRun')
      .values({ id, workspaceId, playbookId: id, haltId: id, steps, startedBy: null })
      .execute()
    return id
  }
  async function importOf(): Promise<string> {
    const id = newId()
    const kept = { fileName: `${marker}.csv`, encoding: 'utf-8', separator: ',', columns: ['text'] }
    const taken = { mapping: JSON.stringify({ text: 0 }), options: JSON.stringify({}) }
    await db
      .insertInto('import')
      .values({ id, workspaceId, personId, ...kept, ...taken })
      .execute()
    await db
      .insertInto('importRow')
      .values({ importId: id, row: 2, cells: [marker] })
      .execute()
    return id
  }
  return {
    import: importOf,
    account,
    post,
    comment,
    delivery,
    media,
    invitation,
    token,
    member,
    halt,
    haltOfAccount,
    hook,
    campaign,
    series,
    playbook,
    run,
  }
}
