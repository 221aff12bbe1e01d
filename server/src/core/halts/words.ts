import { sql, type RawBuilder } from 'kysely'

/** Lower case and without accents: who looks for “fete” wants “Fête” too. */
const plain = (text: RawBuilder<unknown>) =>
  sql`regexp_replace(normalize(lower(${text}), NFKD), ${'[\u0300-\u036f]'}, '', 'g')`

/** What a person typed, as alternatives (between commas, `|`, OR, OU), each of words or “phrases” that must all be there. */
export function parseWords(typed: string): string[][] {
  return typed
    .split(/[,|;]|\s(?:OR|OU)\s/)
    .map((alternative) =>
      [...alternative.matchAll(/["“”«]\s*([^"“”«»]+?)\s*(?:["“”»]|$)|([^\s"“”«»]+)/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    )
    .filter((words) => words.length > 0)
}

const escape = (word: string) => word.replace(/[\\%_]/g, (special) => `\\${special}`)

/** True where a text holds what a person typed, whatever its case and accents. Nothing typed holds everywhere. */
export function holdsWords(text: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const alternatives = parseWords(typed).map((words) =>
    sql.join(
      words.map((word) => sql`${plain(text)} like ${plain(sql`${`%${escape(word)}%`}::text`)}`),
      sql` and `,
    ),
  )
  return alternatives.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(alternatives, sql` or `)})`
}
