/** What two people made of one post, place by place. Pure. */
import type { Item, Own, Written } from '../posts/words.ts'
import { mergedText, mergeText, type Choice, type Part } from './merge-text.ts'

/** A text that is merged: an item of the post, or of an account’s own words. */
export interface Place {
  /** Undefined: the post’s own. */
  readonly accountId: string | undefined
  readonly index: number
  readonly parts: readonly Part[]
}

export interface Merge {
  /** Those both have changed; where only one did, theirs or yours is taken over. */
  readonly places: readonly Place[]
  readonly conflicts: number
}

interface Versions {
  readonly base: Written | undefined
  readonly mine: Written
  readonly theirs: Written
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const itemsOf = (written: Written | undefined, accountId: string | undefined): readonly Item[] =>
  written === undefined ? [] : accountId === undefined ? written.items : (written.own[accountId]?.items ?? [])

/** What changed on one side alone is that side’s; on both, yours: it is not text that could be put together. */
function either<T>(base: T | undefined, mine: T, theirs: T): T {
  return base !== undefined && same(base, mine) ? theirs : mine
}

function places({ base, mine, theirs }: Versions): Place[] {
  const accounts = [...new Set([...Object.keys(mine.own), ...Object.keys(theirs.own)])]
  return [undefined, ...accounts].flatMap((accountId) => {
    const [b, m, t] = [base, mine, theirs].map((written) => itemsOf(written, accountId))
    const length = Math.max(m?.length ?? 0, t?.length ?? 0)
    return Array.from({ length }, (_, index) => {
      const before = base === undefined ? undefined : (b?.[index]?.text ?? '')
      return { accountId, index, parts: mergeText(before, m?.[index]?.text ?? '', t?.[index]?.text ?? '') }
    })
  })
}

export function mergeOf(versions: Versions): Merge {
  const all = places(versions)
  return { places: all, conflicts: countConflicts(all) }
}

/** How many conflicts stand before those of a place. */
export function conflictsBefore({ places: all }: Merge, place: Place): number {
  return countConflicts(all.slice(0, all.indexOf(place)))
}

const countConflicts = (all: readonly Place[]) =>
  all.reduce((sum, { parts }) => sum + parts.filter(({ kind }) => kind === 'conflict').length, 0)

/** The choices of one place, out of all of them in order. */
export function choicesFor(merge: Merge, choices: readonly (Choice | undefined)[], place: Place) {
  return choices.slice(conflictsBefore(merge, place))
}

/** One post out of both, on top of theirs: it is saved as what comes after it. */
export function mergeWritten(versions: Versions, choices: readonly (Choice | undefined)[]): Written {
  const { base, mine, theirs } = versions
  const merge = mergeOf(versions)
  function itemsFor(accountId: string | undefined): Item[] {
    const own = merge.places.filter((place) => place.accountId === accountId)
    const items = own.map((place): Item => {
      const [b, m, t] = [base, mine, theirs].map((written) => itemsOf(written, accountId)[place.index]?.media ?? [])
      const media = either(base === undefined ? undefined : b, m ?? [], t ?? [])
      return { text: mergedText(place.parts, choicesFor(merge, choices, place)), media: [...media] }
    })
    const kept = items.filter(({ text, media }) => text.trim() !== '' || media.length > 0)
    return kept.length > 0 ? kept : items.slice(0, 1)
  }
  const ownOf = (accountId: string): Own => {
    const [b, m, t] = [base, mine, theirs].map((written) => written?.own[accountId])
    const items = m?.items == null && t?.items == null ? null : itemsFor(accountId)
    return {
      items,
      options: either(base === undefined ? undefined : (b?.options ?? null), m?.options ?? null, t?.options ?? null),
    }
  }
  const accounts = [...new Set([...Object.keys(mine.own), ...Object.keys(theirs.own)])]
  const own = accounts
    .map((id) => [id, ownOf(id)] as const)
    .filter(([, one]) => one.items !== null || one.options !== null)
  return {
    ...theirs,
    items: itemsFor(undefined),
    own: Object.fromEntries(own),
    apart: mine.apart,
    options: either(base?.options, mine.options, theirs.options),
    accountIds: either(base?.accountIds, mine.accountIds, theirs.accountIds),
    campaignId: base === undefined ? mine.campaignId : either(base.campaignId, mine.campaignId, theirs.campaignId),
    tags: either(base?.tags, mine.tags, theirs.tags),
  }
}
