import { Button, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery, membersQuery } from '../api/queries.ts'
import { serverNow } from '../api/server-clock.ts'
import type { Post } from '../api/types.ts'
import { withTexts } from '../i18n/start.ts'
import { plannedSend, type Planned } from '../posts/planned.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Form } from '../ui/form.tsx'
import type { Asked, Question } from './queries.ts'

const ScheduleFields = lazy(async () => ({
  default: (await withTexts('planning', () => import('../posts/schedule-fields.tsx'))).ScheduleFields,
}))

const rolesAsked = ['editor', 'admin', 'owner'] as const
const withins = { 1: 'day', 3: 'threeDays', 7: 'week', 30: 'month' } as const

const toAsked = (value: string): Asked => {
  const role = rolesAsked.find((one) => one === value)
  return role === undefined ? { personId: value } : { role }
}

interface AskFormProps {
  post: Post
  loading: boolean
  error: unknown
  onAsk: (question: Question) => void
  onCancel: () => void
}

/** Who is asked, until when, with what words, and for which time. */
export function AskForm({ post, loading, error, onAsk, onCancel }: AskFormProps) {
  const { t } = useTranslation()
  const { workspace, me } = useHere()
  const { data: members = [] } = useQuery(membersQuery(workspace.id))
  const { data: accounts = [] } = useQuery(accountsQuery(workspace.id))
  const [of, setOf] = useState<string>('editor')
  const [note, setNote] = useState('')
  const [within, setWithin] = useState<string>('7')
  const mayPlan = post.state === 'draft' && post.accountIds.length > 0
  const [plans, setPlans] = useState(mayPlan)
  const [when, setWhen] = useState<Planned | null>(null)
  const planned = plannedSend(when)
  const others = members.filter(({ personId }) => personId !== me.person.id)
  return (
    <Form
      loading={loading}
      submitError={<ErrorNotice error={error} />}
      submitLabel={t('approvals.ask')}
      disabled={plans && planned === undefined}
      secondary={
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      }
      onSubmit={(event) => {
        event.preventDefault()
        const expiresAt = new Date(serverNow() + Number(within) * 86_400_000).toISOString()
        onAsk({
          of: toAsked(of),
          note: note.trim(),
          expiresAt,
          ...(plans && planned !== undefined ? { when: planned } : {}),
        })
      }}
    >
      <Select
        label={t('approvals.who')}
        data={[
          {
            group: t('approvals.anybody'),
            items: rolesAsked.map((value) => ({ value, label: t(`approvals.ofRole.${value}`) })),
          },
          {
            group: t('approvals.onePerson'),
            items: others.map(({ personId, name, role }) => ({
              value: personId,
              label: `${name} (${t(`people.roles.${role}`)})`,
            })),
          },
        ]}
        value={of}
        onChange={(value) => value !== null && setOf(value)}
        allowDeselect={false}
        searchable={others.length > 8}
        maw={400}
      />
      <Textarea
        label={t('approvals.note')}
        value={note}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Select
        label={t('approvals.within')}
        description={t('approvals.withinHint')}
        data={Object.entries(withins).map(([value, word]) => ({ value, label: t(`approvals.days.${word}`) }))}
        value={within}
        onChange={(value) => value !== null && setWithin(value)}
        allowDeselect={false}
        maw={400}
      />
      {mayPlan ? (
        <>
          <SegmentedControl
            aria-label={t('approvals.plan')}
            value={plans ? 'plan' : 'ask'}
            onChange={(value) => setPlans(value === 'plan')}
            data={[
              { value: 'plan', label: t('approvals.planFor') },
              { value: 'ask', label: t('approvals.askOnly') },
            ]}
            style={{ alignSelf: 'flex-start' }}
          />
          {plans ? (
            <Suspense fallback={t('common.loading')}>
              <ScheduleFields
                zone={workspace.timeZone}
                accounts={accounts.filter(({ id }) => post.accountIds.includes(id))}
                onWhen={setWhen}
              />
            </Suspense>
          ) : null}
        </>
      ) : null}
    </Form>
  )
}
