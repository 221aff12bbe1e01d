/** Tabs of the posts page: the server's filters, in the order of the day's work. */
export const tabs = ['all', 'draft', 'scheduled', 'needs_person', 'published'] as const
export type Tab = (typeof tabs)[number]

export function isTab(value: unknown): value is Tab {
  return tabs.some((tab) => tab === value)
}
