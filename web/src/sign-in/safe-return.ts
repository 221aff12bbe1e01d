/** Where to go after the sign-in: an address of ours, never another site's (an open redirect lends our name to a trap). */
export function safeReturn(from: string | undefined): string {
  if (from === undefined || !from.startsWith('/')) return '/'
  const base = 'https://vigie.invalid'
  const url = URL.parse(from, base)
  if (url === null || url.origin !== base) return '/'
  return url.pathname + url.search
}
