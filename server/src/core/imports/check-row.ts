import type { Network } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import type { ImportProblem } from '../../db/schema/after.ts'
import type { Core } from '../context.ts'
import { freezeUnchecked } from '../deliveries/freeze.ts'
import { partsOf } from '../deliveries/parts.ts'
import { findAccounts, type Known } from './accounts.ts'
import type { Field, Mapping } from './fields.ts'
import type { Options } from './options.ts'
import type { Row } from './parse.ts'
import { toInstant } from './when.ts'

/** What a row becomes. */
export interface RowDraft {
  readonly text: string
  readonly accountIds: readonly string[]
  /** Absent: a draft without a time. */
  readonly at?: string
  readonly tags: readonly string[]
  readonly campaignId: string | null
  readonly languages: readonly string[]
}

export interface Surroundings {
  readonly core: Core
  readonly known: Known
  readonly columns: readonly string[]
  readonly mapping: Mapping
  readonly options: Options
  readonly now: Date
}

const mostTags = 20
const web = /^https?:\/\/\S+$/i

/** Everything that speaks against a row, and what it would become. Looks at the row alone: what it repeats is another question. */
export function checkRow({ cells, broken }: Row, around: Surroundings): { draft: RowDraft; problems: ImportProblem[] } {
  const { columns, mapping, options, known } = around
  const problems: ImportProblem[] = []
  const cell = (field: Field) => cells[mapping[field] ?? -1] ?? ''
  const say = (field: Field | null, code: string, detail: string, severity: ImportProblem['severity'] = 'error') => {
    const column = field === null || mapping[field] === undefined ? null : (columns[mapping[field]] ?? null)
    problems.push({ code, severity, column, detail })
  }
  if (broken) say(null, 'row_broken', 'A quotation mark in this row is never closed.')
  const link = cell('link')
  const text = [cell('text'), ...(link === '' || cell('text').includes(link) ? [] : [link])].join(' ').trim()
  if (text === '') say('text', 'text_empty', 'There is no text.')
  if (link !== '' && !web.test(link)) say('link', 'link_invalid', `“${link}” is no web address.`)
  const image = cell('image')
  if (image !== '') {
    if (!image.split(/[\s,|]+/).every((one) => web.test(one)))
      say('image', 'image_invalid', `“${image}” is no web address.`)
    else say('image', 'image_left_out', 'Pictures are not brought along: add them to the post.', 'warning')
  }
  const accounts = findAccounts(cell('account'), cell('network'), known, options.accountIds)
  for (const { code, detail } of accounts.problems) say('account', code, detail)
  if (accounts.found.length === 0 && accounts.problems.length === 0 && options.as === 'plan')
    say('account', 'account_missing', 'No account is named. Name one, or choose one for all rows.')
  if (text !== '') for (const account of accounts.found) checkText(around, account, text, say)
  const at = checkTime(around, cell('date'), cell('time'), say)
  const tags = [
    ...new Set(
      cell('tags')
        .split(/[,;|]/)
        .map((tag) => tag.trim().replace(/^#/, ''))
        .filter(Boolean),
    ),
  ]
  if (tags.length > mostTags) say('tags', 'tags_too_many', `A post has at most ${mostTags} tags.`)
  if (tags.some((tag) => tag.length > 40)) say('tags', 'tag_too_long', 'A tag has at most 40 characters.')
  const campaign = cell('campaign')
  const campaignId = campaign === '' ? null : (known.campaigns.get(campaign.toLowerCase()) ?? null)
  if (campaign !== '' && campaignId === null)
    say('campaign', 'campaign_unknown', `There is no campaign “${campaign}”: the post goes without.`, 'warning')
  const language = cell('language')
  const languages = language.split(/[\s,;|]+/).filter((tag) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag))
  if (language !== '' && languages.length === 0)
    say(
      'language',
      'language_unknown',
      `“${language}” is no language tag such as fr: the post goes without.`,
      'warning',
    )
  const accountIds = accounts.found.map(({ id }) => id)
  return { draft: { text, accountIds, tags, campaignId, languages, ...(at === undefined ? {} : { at }) }, problems }
}

type Say = (field: Field | null, code: string, detail: string, severity?: ImportProblem['severity']) => void

function checkText({ core, now }: Surroundings, account: Account, text: string, say: Say): void {
  if (account.disconnectedAt !== null)
    say('account', 'account_disconnected', `@${account.handle} is disconnected: connect it again first.`)
  const parts = partsOf({ items: [{ text, media: [] }], options: {} })
  const [frozen] = freezeUnchecked(core, account, parts, now)
  if (frozen === undefined) return
  for (const { code, detail } of core.connectors[account.network as Network].validate(frozen.outbound))
    say('text', code, `@${account.handle} (${account.network}): ${detail}`)
}

function checkTime({ options, now }: Surroundings, date: string, time: string, say: Say): string | undefined {
  if (date === '' && time === '') {
    if (options.as === 'plan') say('date', 'time_missing', 'There is no date. Give one, or import as drafts.')
    return undefined
  }
  const read = toInstant(date, time, options.timeZone, options.dateOrder)
  if (read.kind === 'none') {
    if (read.what === 'date') say('date', 'date_invalid', `“${date}” is no date that can be read.`)
    else say(time === '' ? 'date' : 'time', 'time_invalid', `“${time === '' ? date : time}” tells no time of the day.`)
    return undefined
  }
  if (read.kind === 'gap') {
    say(
      'date',
      'time_in_gap',
      `The clocks of ${options.timeZone} jump over ${`${date} ${time}`.trim()}: choose another time.`,
    )
    return undefined
  }
  if (read.twice)
    say(
      'date',
      'time_twice',
      `The clocks of ${options.timeZone} show this time twice: the first one is used.`,
      'warning',
    )
  if (read.at <= now && options.as === 'plan') say('date', 'time_past', 'This time has passed.')
  return read.at.toISOString()
}
