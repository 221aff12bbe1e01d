/** What a calendar is narrowed to, taken from its address and named for the API. Pure. */
import { names, type CalendarSearch, type Narrowing } from './search.ts'

export const narrowingOf = (search: CalendarSearch): Narrowing =>
  Object.fromEntries(names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])))

export const isNarrowed = (search: CalendarSearch): boolean => names.some((name) => search[name] !== undefined)

/** The same as the API names it. */
export function toQuery(narrowing: Narrowing) {
  const { account, network, state, author, campaign } = narrowing
  return {
    ...(account === undefined ? {} : { accountId: [...account] }),
    ...(network === undefined ? {} : { network: [...network] as ('bluesky' | 'mastodon')[] }),
    ...(state === undefined ? {} : { state: [...state] }),
    ...(author === undefined ? {} : { authorId: [...author] }),
    ...(campaign === undefined ? {} : { campaignId: [...campaign] }),
  }
}
