/** What is said where: the post's own words, and those that networks or accounts have of their own. Pure. */
import type { Network } from '@vigie/server/contract'
import type { Account, Post } from '../api/types.ts'

export type Item = Post['items'][number]
export type Options = Post['options']

/** Undefined: not chosen any more. */
export type OptionsChange = { readonly [Name in keyof Options]?: Options[Name] | undefined }

/** Options with some of them chosen anew. */
export function withOptions(before: Options | null | undefined, change: OptionsChange): Options {
  const all = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(all) as Options
}

export interface Words {
  readonly items: readonly Item[]
  readonly options: Options
}

/** Null: as the post. */
export interface Own {
  readonly items: readonly Item[] | null
  readonly options: Options | null
}

export interface Written extends Words {
  readonly accountIds: readonly string[]
  /** By account. */
  readonly own: Readonly<Record<string, Own>>
  /** Accounts that are written for by themselves; the others are written for by network. */
  readonly apart: readonly string[]
  readonly campaignId: string | null
  readonly tags: readonly string[]
  /** Version of the post it began from; none for a new one. */
  readonly version?: number
}

type Spoken = Pick<Account, 'id' | 'network' | 'handle'>

/** Accounts that are written for together: those of a network, or one set apart. */
export interface Voice<A extends Spoken = Account> {
  readonly key: string
  readonly network: Network
  readonly accounts: readonly A[]
  readonly apart: boolean
}

export const emptyItem: Item = { text: '', media: [] }

/** What a post says where, as the composer holds it. */
export function writtenOf(post: Post, accountIds: readonly string[]): Written {
  const changed = post.variants.filter(({ items, options }) => items !== null || options !== null)
  const own = Object.fromEntries(changed.map(({ accountId, items, options }) => [accountId, { items, options }]))
  const { items, options, campaignId, tags, version } = post
  return { items, options, accountIds, own, apart: [], campaignId, tags, version }
}

/** Accounts of one network whose words differ are written for by themselves. */
export function voicesOf<A extends Spoken>(
  accounts: readonly A[],
  written: Pick<Written, 'own' | 'apart'>,
): Voice<A>[] {
  const voices: Voice<A>[] = []
  for (const [network, all] of Map.groupBy(accounts, (account) => account.network)) {
    const wordsOf = ({ id }: A) => stable(written.own[id] ?? null)
    const [first] = all.filter(({ id }) => !written.apart.includes(id))
    const together = all.filter(
      (one) => first !== undefined && wordsOf(one) === wordsOf(first) && !written.apart.includes(one.id),
    )
    if (together.length > 0) voices.push({ key: network, network, accounts: together, apart: false })
    for (const one of all.filter((account) => !together.includes(account))) {
      voices.push({ key: one.id, network, accounts: [one], apart: true })
    }
  }
  return voices
}

export const ownOf = (written: Written, voice: Voice<Spoken>): Own | undefined =>
  written.own[voice.accounts[0]?.id ?? '']

/** It says something in its own words. */
export const isOwn = (written: Written, voice: Voice<Spoken>): boolean =>
  (ownOf(written, voice)?.items ?? null) !== null

/** What is said with a voice; without one, what all say that have nothing of their own. */
export function wordsOf(written: Written, voice: Voice<Spoken> | undefined): Words {
  const own = voice === undefined ? undefined : ownOf(written, voice)
  return { items: own?.items ?? written.items, options: { ...written.options, ...own?.options } }
}

/** Writes for a voice; without one, for all. */
export function rewrite(written: Written, voice: Voice<Spoken> | undefined, change: Partial<Own>): Partial<Written> {
  if (voice === undefined) {
    const { items, options } = change
    return { ...(items ? { items } : {}), ...(options ? { options } : {}) }
  }
  const before = ownOf(written, voice) ?? { items: null, options: null }
  const next = { ...before, ...change }
  const own = { ...written.own }
  for (const { id } of voice.accounts) {
    if (next.items === null && next.options === null) delete own[id]
    else own[id] = next
  }
  return { own }
}

const textOf = ({ items }: Words) => items.map(({ text }) => text.trim()).join('\n\n')

/** Networks that carry the very same text. Fewer than two: none do. */
export function identical(written: Written, voices: readonly Voice<Spoken>[]): Network[] {
  const byText = Map.groupBy(voices, (voice) => textOf(wordsOf(written, voice)))
  const groups = [...byText].map(([text, all]) => (text === '' ? [] : [...new Set(all.map(({ network }) => network))]))
  return groups.toSorted((a, b) => b.length - a.length).find((networks) => networks.length > 1) ?? []
}

/** Something is written anywhere. */
export const hasWords = ({ items, own }: Pick<Written, 'items' | 'own'>): boolean =>
  [items, ...Object.values(own).map((one) => one.items ?? [])]
    .flat()
    .some(({ text, media }) => text.trim() !== '' || media.length > 0)

/** What accounts have of their own, as the API takes it. */
export const variantsOf = ({ accountIds, own }: Pick<Written, 'accountIds' | 'own'>) =>
  accountIds.flatMap((accountId) => {
    const one = own[accountId]
    return one === undefined ? [] : [{ accountId, items: one.items && [...one.items], options: one.options }]
  })

/** The same text for the same value, in whatever order its names stand: what comes back from the database has another. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** The same words for the same accounts. */
export const sameWords = (a: Written, b: Written): boolean => stable(whole(a)) === stable(whole(b))

const whole = ({ items, options, accountIds, own, campaignId, tags }: Written) => {
  const sorted = accountIds.toSorted((a, b) => (a < b ? -1 : 1))
  return { items, options, accountIds: sorted, campaignId, tags, variants: variantsOf({ accountIds: sorted, own }) }
}
