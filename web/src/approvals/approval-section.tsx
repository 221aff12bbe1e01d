import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Approval, Post } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { Notice, type NoticeTone } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { AnswerButtons, type Answer } from './answer.tsx'
import { approvalQuery, askApproval, decideApproval, overrideApproval, withdrawApproval } from './queries.ts'
import { stands } from './words.ts'
import classes from './approvals.module.css'

const AskForm = lazy(async () => ({ default: (await import('./ask-form.tsx')).AskForm }))

const tones: Record<Approval['state'], NoticeTone> = {
  asked: 'hold',
  approved: 'done',
  overridden: 'done',
  refused: 'hold',
  expired: 'hold',
  withdrawn: 'info',
}

/** Whether a post may go out, who was asked, and the answer. Nothing for a post nobody has to ask about. */
export function ApprovalSection({ post }: { post: Post }) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const { data: approval } = useQuery(approvalQuery(workspace.id, post.id))
  const [asking, ask] = useState(false)
  const time = (iso: string) => formatInstant(iso, workspace.timeZone, i18n.language)
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }) }
  const question = useMutation({
    mutationFn: (asked: Parameters<typeof askApproval>[2]) => askApproval(workspace.id, post.id, asked),
    onSuccess: () => {
      ask(false)
      toast(t('approvals.asked'))
    },
    ...settled,
  })
  const answer = useMutation({
    mutationFn: async (given: Answer): Promise<unknown> => {
      if (given.as === 'withdrawn') return withdrawApproval(workspace.id, post.id)
      if (given.as === 'overridden') return overrideApproval(workspace.id, post.id, given.reason)
      return decideApproval(workspace.id, post.id, { as: given.as, version: post.version, note: given.note })
    },
    onSuccess: (_, { as }) => toast(t(`approvals.done.${as}`)),
    ...settled,
  })
  const out = ['published', 'sending', 'unconfirmed'].includes(post.state)
  if (approval === undefined) return null
  const { current, earlier, missing, can } = approval
  const mayAsk = may('draft') && !out && current?.state !== 'asked'
  if (current === null && !mayAsk && missing === null) return null
  const said = current?.state === 'asked' ? current.note : (current?.decisionNote ?? '')
  return (
    <Section
      title={t('approvals.title')}
      actions={
        mayAsk && !asking ? (
          <Button variant="default" size="xs" onClick={() => ask(true)}>
            {current === null ? t('approvals.askFirst') : t('approvals.askAgain')}
          </Button>
        ) : undefined
      }
    >
      {current === null ? (
        missing === null ? (
          <p className={classes.quiet}>{t('approvals.none')}</p>
        ) : (
          <Notice tone="hold">{t('approvals.missing')}</Notice>
        )
      ) : (
        <Notice tone={tones[current.state]} live="polite">
          {stands(current, t, time)}
          {said === '' ? null : <blockquote className={classes.quote}>{said}</blockquote>}
        </Notice>
      )}
      {asking ? (
        <div className={classes.form}>
          <Suspense fallback={t('common.loading')}>
            <AskForm
              post={post}
              loading={question.isPending}
              error={question.error}
              onAsk={(asked) => question.mutate(asked)}
              onCancel={() => ask(false)}
            />
          </Suspense>
        </div>
      ) : can.decide || can.withdraw || can.override ? (
        <div className={classes.form}>
          <AnswerButtons
            key={`${current?.id} ${current?.state}`}
            can={can}
            loading={answer.isPending ? answer.variables.as : undefined}
            onAnswer={(given) => answer.mutate(given)}
          />
          <ErrorNotice error={answer.error} />
        </div>
      ) : null}
      {earlier.length === 0 ? null : (
        <details className={classes.earlier}>
          <summary>{`${t('approvals.earlier')} (${earlier.length})`}</summary>
          <ul>
            {earlier.map((one) => (
              <li key={one.id}>{stands(one, t, time)}</li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
