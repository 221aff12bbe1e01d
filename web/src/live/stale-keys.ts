import type { QueryKey } from '@tanstack/react-query'

export interface Change {
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly postId?: string | null
}

/** What is told beside the record. */
export type Hint =
  | { readonly kind: 'notifications' }
  | { readonly kind: 'presence' | 'conversation' | 'results'; readonly postId: string }

export function keyOfHint(workspaceId: string, hint: Hint): QueryKey {
  if (hint.kind === 'notifications') return ['w', workspaceId, 'notifications']
  // numbers are a part of the post
  return ['w', workspaceId, hint.kind === 'results' ? 'post' : hint.kind, hint.postId]
}

/** Which queries a change makes stale. Anything unknown makes the whole workspace stale: too much is safe, too little is not. */
export function staleKeys(workspaceId: string, change: Change): QueryKey[] {
  const key = (...rest: string[]) => ['w', workspaceId, ...rest]
  const record = key('audit')
  const post = change.postId ?? (change.subject.kind === 'post' ? change.subject.id : undefined)
  switch (change.subject.kind) {
    case 'post':
    case 'delivery':
      return [
        key('posts'),
        key('calendar'),
        key('held'),
        key('upcoming'),
        key('needs'),
        ...(post === undefined ? [key('post')] : [key('post', post)]),
        // what a stop’s page counts is made of deliveries, too
        key('halt'),
        record,
      ]
    case 'approval':
      return [key('posts'), key('needs'), ...(post === undefined ? [key('post')] : [key('post', post)]), record]
    case 'comment':
      return [key('comments', ...(post === undefined ? [] : [post])), key('unread-comments'), record]
    case 'account':
      return [key('accounts'), key('needs'), key('post'), key('posts'), key('calendar'), record]
    case 'member':
      return [key('members'), key('invitations'), ['me'], record]
    case 'invitation':
      return [key('invitations'), record]
    case 'token':
      return [key('tokens'), record]
    case 'playbook':
      return [key('playbooks'), record]
    case 'drill':
      return [key('drills'), record]
    case 'halt_hook':
      return [key('halt-hooks'), record]
    case 'campaign':
      return [key('campaigns'), key('held'), key('upcoming'), record]
    case 'import':
      return [key('imports'), record]
    case 'workspace':
      return [['me'], record]
    default:
      return [key(), ['me']]
  }
}
