import type { QueryKey } from '@tanstack/react-query'

export interface Change {
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly postId?: string | null
}

/** Which queries a change makes stale. Anything unknown makes the whole workspace stale: too much is safe, too little is not. */
export function staleKeys(workspaceId: string, change: Change): QueryKey[] {
  const key = (...rest: string[]) => ['w', workspaceId, ...rest]
  const record = key('audit')
  const post = change.postId ?? (change.subject.kind === 'post' ? change.subject.id : undefined)
  switch (change.subject.kind) {
    case 'post':
    case 'delivery':
      // What a stop’s page counts is made of deliveries, too.
      return [key('posts'), ...(post === undefined ? [key('post')] : [key('post', post)]), key('halt'), record]
    case 'account':
      return [key('accounts'), key('post'), key('posts'), record]
    case 'member':
      return [key('members'), key('invitations'), ['me'], record]
    case 'invitation':
      return [key('invitations'), record]
    case 'token':
      return [key('tokens'), record]
    case 'workspace':
      return [['me'], record]
    default:
      return [key(), ['me']]
  }
}
