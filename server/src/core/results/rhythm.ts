const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** After publishing: often while people react, then weekly, until a month has passed. */
const ages = [10 * minute, hour, 6 * hour, day, 3 * day, 7 * day, 14 * day, 21 * day, 30 * day]

/** What is a post of its own has results; a repost and an edit have those of the post. */
const hasResults = (kind: string): boolean => kind !== 'repost' && kind !== 'edit' && kind !== 'direct_message'

/** When a delivery that is out now is looked at first. */
export const firstLook = (kind: string, sentAt: Date): Date | null =>
  hasResults(kind) ? nextLook(sentAt, sentAt) : null

/** When what was sent then is looked at next; null: not any more. */
export function nextLook(sentAt: Date, now: Date): Date | null {
  const age = ages.find((one) => sentAt.getTime() + one > now.getTime())
  return age === undefined ? null : new Date(sentAt.getTime() + age)
}
