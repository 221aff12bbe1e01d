import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ConversationOutcome, Reply } from '../../connectors/contract.ts'
import { inThread } from './in-thread.ts'
import { KeptConversations } from './keep.ts'

const reply = (id: string, parentId: string): Reply => ({
  id,
  parentId,
  author: { id: 'a', handle: 'a', displayName: 'A' },
  text: id,
  media: 0,
  createdAt: new Date(0),
  url: 'https://x.example',
})

// any order, any parents: also those that are not there, and circles that no network should tell of
const anyReplies = fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 12 }).chain((parents) =>
  fc.shuffledSubarray(
    parents.map((parent, n) => reply(`r${n}`, parent < 0 ? 'root' : `r${parent}`)),
    { minLength: parents.length },
  ),
)

test('each answer once, behind what it answers and one deeper; what is left out leaves its answers in', () => {
  fc.assert(
    fc.property(anyReplies, fc.array(fc.integer({ min: 0, max: 12 })), (replies, out) => {
      const leftOut = new Set(out.map((n) => `r${n}`))
      const placed = inThread(replies, 'root', leftOut)
      const at = new Map(placed.map(({ id }, index) => [id, index]))
      expect(at.size).toBe(placed.length)
      expect(placed.some(({ id }) => leftOut.has(id))).toBe(false)
      for (const [index, { parentId, depth }] of placed.entries()) {
        const parent = at.get(parentId)
        if (parent === undefined) continue
        expect(parent).toBeLessThan(index)
        expect(depth).toBe((placed[parent]?.depth ?? 0) + 1)
        // nothing of another branch stands between
        expect(placed.slice(parent + 1, index).every((one) => one.depth > (placed[parent]?.depth ?? 0))).toBe(true)
      }
      const parentOf = new Map(replies.map(({ id, parentId }) => [id, parentId]))
      for (const { id } of replies) {
        const above = new Set<string>()
        let top: string | undefined = id
        while (top !== undefined && parentOf.has(top) && !above.has(top)) {
          above.add(top)
          top = parentOf.get(top)
        }
        const inCircle = top !== undefined && above.has(top)
        expect(at.has(id)).toBe(!leftOut.has(id) && !inCircle)
      }
    }),
  )
})

test('a conversation is asked for once a minute, sooner after news, never more than every five seconds', async () => {
  let now = 0
  let asked = 0
  let outcome: ConversationOutcome = { kind: 'read', replies: [], hidden: 0, more: false }
  const conversations = new KeptConversations(() => now)
  const get = (news = 0) =>
    conversations.get(
      'd',
      news,
      () => (asked++, Promise.resolve(outcome)),
      () => new Date(now),
    )
  await Promise.all([get(), get(), get()])
  expect(asked).toBe(1)
  now = 59_000
  expect(await get()).toMatchObject({ again: false })
  expect(asked).toBe(1)
  now = 61_000
  await get()
  expect(asked).toBe(2)
  now += 1000
  expect(await get(7)).toMatchObject({ again: true })
  expect(asked).toBe(2)
  now += 5000
  expect(await get(7)).toMatchObject({ again: false })
  expect(asked).toBe(3)
  // trouble hides nothing of what was read, and is looked at again sooner
  now += 61_000
  outcome = { kind: 'later', detail: 'down' }
  expect(await get(7)).toMatchObject({ trouble: { kind: 'later' }, read: { replies: [] }, readAt: new Date(67_000) })
  now += 16_000
  outcome = { kind: 'read', replies: [reply('r', 'root')], hidden: 0, more: false }
  expect(await get(7)).not.toHaveProperty('trouble')
  // what could not even be asked is not kept
  now += 61_000
  const broken = () => Promise.reject(new Error('the database is away'))
  await expect(conversations.get('d', 7, broken, () => new Date())).rejects.toThrow('away')
  expect(await get(7)).toMatchObject({ read: { replies: [{ id: 'r' }] } })
})
