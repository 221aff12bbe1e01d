import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { textRules } from '@vigie/server/text'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { DuplicatePost } from '../after/duplicate.tsx'
import { TakeDownAll } from '../after/take-down-all.tsx'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { postQuery } from '../api/queries.ts'
import { queryClient, usePrefetched } from '../api/query-client.ts'
import { Sorted } from '../campaigns/campaign-mark.tsx'
import { DeliveryCard } from '../deliveries/delivery-card.tsx'
import { PostStateMark } from '../deliveries/state-mark.tsx'
import { Thread } from '../deliveries/thread.tsx'
import { withTexts } from '../i18n/start.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { languageName } from './language-names.ts'
import { MarkedText } from './marked-text.tsx'
import classes from './posts.module.css'

const ApprovalSection = lazy(async () => ({
  default: (await withTexts('team', () => import('../approvals/approval-section.tsx'))).ApprovalSection,
}))
const CommentSection = lazy(async () => ({
  default: (await withTexts('team', () => import('../comments/comment-section.tsx'))).CommentSection,
}))
const ConversationSection = lazy(async () => ({
  default: (await withTexts('team', () => import('../conversation/conversation-section.tsx'))).ConversationSection,
}))
const Shown = lazy(async () => ({ default: (await import('../media/shown.tsx')).Shown }))

/** One post: its text, where it goes, what came of it, and what can be done. */
export function PostPage() {
  const { t, i18n } = useTranslation()
  const params = useParams({ strict: false }) as { workspace: string; post: string }
  const { workspace, may } = useHere()
  const post = usePrefetched(postQuery(params.workspace, params.post))
  const draft = post.state === 'draft'
  // What waits for a yes is kept in: who may only write drafts mends it too.
  const keptIn = post.approval === 'asked' || post.approval === 'refused' || post.approval === 'expired'
  const editable = may(draft || keptIn ? 'draft' : 'send') && post.editable
  // What was taken back is history: it stands below what is.
  const current = post.deliveries.filter(({ state }) => state !== 'cancelled')
  const earlier = post.deliveries.filter(({ state }) => state === 'cancelled')
  const network = post.deliveries[0]?.account.network ?? 'bluesky'
  const { languages = [] } = post.options
  const media = post.items.flatMap((item) => item.media)
  const names = languages.map((tag) => languageName(tag, i18n.language)).join(', ')
  // what is next comes first: the word that is waited for, or what became of the post
  const approval = (
    <Suspense fallback={null}>
      <ApprovalSection post={post} />
    </Suspense>
  )
  return (
    <Page
      title={draft ? t('posts.page.draftTitle') : t('posts.page.title')}
      width="reading"
      lead={<PostStateMark state={post.state} />}
      actions={
        <>
          {editable ? (
            <LinkButton
              to={paths.compose({ workspace: workspace.id })}
              search={{ draft: post.id }}
              variant={draft ? 'filled' : 'default'}
            >
              {draft ? t('posts.page.editDraft') : t('posts.page.edit')}
            </LinkButton>
          ) : null}
          {may('draft') ? <DuplicatePost postId={post.id} /> : null}
          <TakeDownAll deliveries={current} />
          {draft && may('draft') ? <DeleteDraft postId={post.id} /> : null}
        </>
      }
    >
      <Section title={t('posts.page.text')}>
        <p className={classes.full} lang={languages[0]}>
          {post.text.trim() === '' ? (
            t('posts.noText')
          ) : (
            <MarkedText segments={textRules[network].segments(post.text)} />
          )}
        </p>
        {media.length === 0 ? null : (
          <Suspense>
            <Shown uses={media} />
          </Suspense>
        )}
        <p className={classes.about}>
          {t('posts.page.author', {
            name: post.author.name,
            time: formatInstant(post.createdAt, workspace.timeZone, i18n.language),
          })}
          {names === '' ? '' : ` · ${t('posts.page.languages', { names })}`}
        </p>
        <Sorted post={post} />
      </Section>
      {draft || keptIn ? approval : null}
      {[...Map.groupBy(current, ({ account }) => account.id)].map(([account, deliveries]) => (
        <Thread key={account} deliveries={deliveries} campaignId={post.campaignId} common={post.items[0]?.text} />
      ))}
      {current.length === 0 ? <p className={classes.about}>{t('posts.page.noDeliveries')}</p> : null}
      {draft || keptIn ? null : approval}
      <Suspense fallback={null}>
        <ConversationSection postId={post.id} deliveries={current} />
      </Suspense>
      {earlier.length === 0 ? null : (
        <details className={classes.earlier}>
          <summary>{`${t('deliveries.earlier')} (${earlier.length})`}</summary>
          {earlier.map((delivery) => (
            <DeliveryCard key={delivery.id} delivery={delivery} campaignId={post.campaignId} />
          ))}
        </details>
      )}
      <Suspense fallback={null}>
        <CommentSection postId={post.id} />
      </Suspense>
    </Page>
  )
}

function DeleteDraft({ postId }: { postId: string }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const navigate = useNavigate()
  const [asked, ask] = useDisclosure(false)
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/workspaces/{workspaceId}/posts/{id}', {
          params: { path: { workspaceId: workspace.id, id: postId } },
        }),
      ),
    onSuccess: async () => {
      toast(t('posts.page.deleted'))
      await navigate({ to: paths.posts({ workspace: workspace.id }), search: { tab: 'draft' } })
      queryClient.removeQueries({ queryKey: postQuery(workspace.id, postId).queryKey })
      await queryClient.invalidateQueries({ queryKey: ['w', workspace.id, 'posts'] })
    },
  })
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {t('posts.page.deleteDraft')}
      </Button>
      <Confirm
        opened={asked}
        title={t('posts.page.deleteTitle')}
        confirmLabel={t('posts.page.deleteDraft')}
        cancelLabel={t('common.cancel')}
        destroys
        loading={remove.isPending}
        submitError={<ErrorNotice error={remove.error} />}
        onConfirm={() => remove.mutate()}
        onClose={ask.close}
      >
        {t('posts.page.deleteBody')}
      </Confirm>
    </>
  )
}
