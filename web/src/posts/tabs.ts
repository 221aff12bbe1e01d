/** Tabs of the posts page: the server's filters, in the order of the day's work. */
export const tabs = ['all', 'draft', 'scheduled', 'needs_person', 'published'] as const
export type Tab = (typeof tabs)[number]

/** Of what is published: by time, or by what people did with it. */
export const orders = ['newest', 'likes', 'reposts', 'replies'] as const
export type PostOrder = (typeof orders)[number]

export const isOrder = (value: unknown): value is PostOrder => orders.some((order) => order === value)

export function isTab(value: unknown): value is Tab {
  return tabs.some((tab) => tab === value)
}
