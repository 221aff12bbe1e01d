import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { ImportProblem } from '../../db/schema/after.ts'
import { nearly, similarTo } from '../duplicates/similarity.ts'
import { wordsOf } from '../duplicates/words.ts'
import type { RowDraft } from './check-row.ts'

interface Said {
  readonly at: number
  readonly words: string
  /** A row of this file; else another post. */
  readonly row: number | null
  readonly similarity: () => (other: string) => number
}

/** Compared at most for one row, the nearest in time. */
const most = 300
const day = 86_400_000

/** What repeats another post, or an earlier row of the file, to the same account within the workspace's days. */
export class Repeats {
  readonly #said = new Map<string, Said[]>()
  readonly #days: number
  readonly #zone: string

  private constructor(days: number, zone: string) {
    this.#days = days
    this.#zone = zone
  }

  static async open(db: Db, workspaceId: string, drafts: readonly RowDraft[], zone: string): Promise<Repeats> {
    const { duplicateDays: days } = await db
      .selectFrom('workspace')
      .select('duplicateDays')
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow()
    const repeats = new Repeats(days, zone)
    const times = drafts.flatMap(({ at }) => (at === undefined ? [] : [Date.parse(at)]))
    if (days === 0 || times.length === 0) return repeats
    const [first, last] = times.reduce(
      ([low, high], at) => [Math.min(low, at), Math.max(high, at)],
      [Infinity, -Infinity],
    )
    const accountIds = [...new Set(drafts.flatMap((draft) => draft.accountIds))]
    const rows = await db
      .selectFrom('delivery')
      .select(['accountId', 'words', 'dueAt'])
      .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
      .where('words', 'is not', null)
      .where('dueAt', '>=', new Date(first - days * day))
      .where('dueAt', '<=', new Date(last + days * day))
      .where(sql<boolean>`state in ('scheduled', 'sending', 'published', 'held', 'unconfirmed')`)
      .execute()
    for (const { accountId, words, dueAt } of rows) repeats.#remember(accountId, words ?? '', dueAt.getTime(), null)
    return repeats
  }

  /** What speaks against a row; from now on it stands for later ones. */
  check({ text, at, accountIds }: RowDraft, row: number): ImportProblem | undefined {
    if (this.#days === 0 || at === undefined) return undefined
    const [words, instant] = [wordsOf(text), Date.parse(at)]
    const found = accountIds.flatMap((accountId) => this.#find(accountId, words, instant) ?? [])[0]
    for (const accountId of accountIds) this.#remember(accountId, words, instant, row)
    if (found === undefined) return undefined
    const date = new Date(found.at).toLocaleDateString('en-GB', { timeZone: this.#zone })
    const what = found.row === null ? `A post of ${date}` : `Row ${found.row}`
    const how = found.words === words ? 'the same' : 'nearly the same'
    return { code: 'duplicate', severity: 'error', column: null, detail: `${what} says ${how} to the same account.` }
  }

  #find(accountId: string, words: string, at: number): Said | undefined {
    if (words === '') return undefined
    const near = (this.#said.get(accountId) ?? [])
      .filter((one) => Math.abs(one.at - at) <= this.#days * day)
      .toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))
    return (
      near.find((one) => one.words === words) ?? near.slice(0, most).find((one) => one.similarity()(words) >= nearly)
    )
  }

  #remember(accountId: string, words: string, at: number, row: number | null): void {
    let made: ((other: string) => number) | undefined
    const said: Said = { at, words, row, similarity: () => (made ??= similarTo(words)) }
    const known = this.#said.get(accountId)
    if (known === undefined) this.#said.set(accountId, [said])
    else known.push(said)
  }
}
