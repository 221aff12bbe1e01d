/** The picture comes from us: the content-security policy lets no page load from a network's hosts. */
export function pictureOf(
  workspaceId: string,
  account: { readonly id: string; readonly hasAvatar: boolean },
): string | null {
  if (!account.hasAvatar) return null
  return `/api/workspaces/${encodeURIComponent(workspaceId)}/accounts/${encodeURIComponent(account.id)}/avatar`
}
