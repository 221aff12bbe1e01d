import { systemActor } from '../core/audit/record.ts'
import type { When } from '../core/deliveries/schedule.ts'
import { writePost } from '../core/posts/write.ts'
import type { Account, Delivery } from '../db/schema.ts'
import { textDraft } from './draft.ts'
import type { TestWorld } from './world.ts'

/** Writes a post for one account and sends it. @returns its delivery */
export async function say(
  world: TestWorld,
  account: Account,
  text: string,
  when: When = { kind: 'now' },
): Promise<Delivery> {
  const { core, workspaceId, owner } = world
  const draft = textDraft(text, [account.id])
  const post = await writePost(core, { workspaceId, authorId: owner.id, draft, when, actor: systemActor('test') })
  return core.db.selectFrom('delivery').selectAll().where('postId', '=', post.id).executeTakeFirstOrThrow()
}
