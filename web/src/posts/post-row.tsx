import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Post } from '../api/types.ts'
import { Sorted } from '../campaigns/campaign-mark.tsx'
import { PostStateMark } from '../deliveries/state-mark.tsx'
import { withTexts } from '../i18n/start.ts'
import { ResultsLine } from '../results/line.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import table from '../ui/table.module.css'
import classes from './posts.module.css'

/** The instant that matters most of a post in its state. */
export function momentOf(post: Post): { kind: 'scheduled' | 'sent' | 'due' | 'changed'; at: string } {
  const live = post.deliveries.filter(({ state }) => state !== 'cancelled')
  const waiting = live.filter(({ state }) => state === 'scheduled' || state === 'sending').map(({ dueAt }) => dueAt)
  const stuck = live.filter(({ state }) => ['held', 'failed', 'unconfirmed'].includes(state)).map(({ dueAt }) => dueAt)
  const sent = live.map(({ sentAt }) => sentAt).filter((at) => at !== null)
  const earliest = (instants: string[]) => instants.toSorted()[0]
  const [due, next, out] = [earliest(stuck), earliest(waiting), earliest(sent)]
  if (due !== undefined) return { kind: 'due', at: due }
  if (next !== undefined) return { kind: 'scheduled', at: next }
  if (out !== undefined) return { kind: 'sent', at: out }
  return { kind: 'changed', at: post.updatedAt }
}

const ApprovalMark = lazy(async () => ({
  default: (await withTexts('team', () => import('../approvals/approval-mark.tsx'))).ApprovalMark,
}))
const UnreadMark = lazy(async () => ({
  default: (await withTexts('team', () => import('../comments/unread-mark.tsx'))).UnreadMark,
}))

export function PostRow({ post }: { post: Post }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const moment = momentOf(post)
  const handles = [
    ...new Set(post.deliveries.filter(({ state }) => state !== 'cancelled').map(({ account }) => `@${account.handle}`)),
  ]
  return (
    <li className={`${table.row} ${classes.row}`}>
      <div className={table.grow}>
        <Link to={paths.post({ workspace: workspace.id, post: post.id })} className={classes.text}>
          {post.text.trim() === '' ? t('posts.noText') : post.text}
        </Link>
        <div className={table.quiet}>
          {[handles.join(' '), t('posts.by', { name: post.author.name })].filter(Boolean).join(' · ')}
        </div>
        <Sorted post={post} />
        <ResultsLine deliveries={post.deliveries} />
      </div>
      <div className={classes.side}>
        <PostStateMark state={post.state} />
        <Suspense fallback={null}>
          {post.approval === null ? null : <ApprovalMark state={post.approval} />}
          <UnreadMark postId={post.id} />
        </Suspense>
        <time className={table.quiet} dateTime={moment.at}>
          {t(`posts.at.${moment.kind}`, { time: formatInstant(moment.at, workspace.timeZone, i18n.language) })}
        </time>
      </div>
    </li>
  )
}
