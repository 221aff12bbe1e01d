import { lazy, Suspense } from 'react'
import type { Post } from '../api/types.ts'
import { withTexts } from '../i18n/start.ts'

const ApprovalSection = lazy(async () => ({
  default: (await withTexts('team', () => import('../approvals/approval-section.tsx'))).ApprovalSection,
}))
const CommentSection = lazy(async () => ({
  default: (await withTexts('team', () => import('../comments/comment-section.tsx'))).CommentSection,
}))

/** Beside the composer, below the preview: what colleagues say of the draft, who else is in it, and its approval. */
export function ComposerAside({ post }: { post: Post | undefined }) {
  if (post === undefined) return null
  return (
    <Suspense fallback={null}>
      <CommentSection postId={post.id} writes />
      <ApprovalSection post={post} />
    </Suspense>
  )
}
