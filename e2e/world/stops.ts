import { expect, type Locator, type Page } from '@playwright/test'
import type { Account, Halt, Post } from '../../web/src/api/types.ts'
import type { Office } from './office.ts'
import { words, type Words } from './words.ts'

/** Stops a workspace, or a part of it, outside the browser. */
export function seal(office: Office, narrowed: object = {}): Promise<Halt> {
  return office.owner.post(`${office.api}/halts`, narrowed)
}

export function lift(office: Office, halt: Halt, how: object = {}): Promise<Halt> {
  return office.owner.post(`${office.api}/halts/${halt.id}/lift`, how)
}

/** Writes posts that fall due under a stop that is in force, and waits until each is held. */
export async function hold(
  office: Office,
  account: Account,
  posts: readonly { text: string; [more: string]: unknown }[],
): Promise<Post[]> {
  const written: Post[] = []
  for (const { text, ...post } of posts) {
    const said = { items: [{ text }], options: { languages: ['en'] } }
    const whole = { ...said, accountIds: [account.id], send: { kind: 'now' }, ...post }
    written.push(await office.owner.post<Post>(`${office.api}/posts`, whole))
  }
  await expect.poll(() => heldCount(office)).toBeGreaterThanOrEqual(posts.length)
  return written
}

export async function heldCount(office: Office): Promise<number> {
  return (await office.owner.get<{ total: number }>(`${office.api}/held?limit=1`)).total
}

/** A held delivery in the list, by what it says. */
export function heldRow(page: Page, text: string, w: Words = words.en): Locator {
  return page.getByRole('list', { name: w.lift.list }).getByRole('listitem').filter({ hasText: text })
}
