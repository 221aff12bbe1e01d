import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Approvals } from '../api/types.ts'

/** What can be done about a question now. A refusal and a way past say why. */
export type Answer =
  | { readonly as: 'approved' | 'refused'; readonly note: string }
  | { readonly as: 'overridden'; readonly reason: string }
  | { readonly as: 'withdrawn' }

interface AnswerProps {
  can: Approvals['can']
  loading: Answer['as'] | undefined
  onAnswer: (answer: Answer) => void
}

export function AnswerButtons({ can, loading, onAnswer }: AnswerProps) {
  const { t } = useTranslation()
  const [asking, ask] = useState<'refused' | 'overridden' | null>(null)
  const [words, setWords] = useState('')
  if (asking !== null) {
    const override = asking === 'overridden'
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onAnswer(override ? { as: 'overridden', reason: words.trim() } : { as: 'refused', note: words.trim() })
        }}
      >
        <Textarea
          label={override ? t('approvals.overrideWhy') : t('approvals.refuseWhy')}
          value={words}
          maxLength={2000}
          autosize
          minRows={2}
          data-autofocus
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group gap="xs" mt="xs">
          <Button type="submit" loading={loading === asking} disabled={override && words.trim().length < 3}>
            {override ? t('approvals.override') : t('approvals.refuse')}
          </Button>
          <Button variant="default" onClick={() => ask(null)}>
            {t('common.cancel')}
          </Button>
        </Group>
      </form>
    )
  }
  return (
    <Group gap="xs">
      {can.decide ? (
        <>
          <Button loading={loading === 'approved'} onClick={() => onAnswer({ as: 'approved', note: '' })}>
            {t('approvals.approve')}
          </Button>
          <Button variant="default" onClick={() => ask('refused')}>
            {t('approvals.refuse')}
          </Button>
        </>
      ) : null}
      {can.withdraw ? (
        <Button variant="default" loading={loading === 'withdrawn'} onClick={() => onAnswer({ as: 'withdrawn' })}>
          {t('approvals.withdraw')}
        </Button>
      ) : null}
      {can.override ? (
        <Button variant="default" onClick={() => ask('overridden')}>
          {t('approvals.override')}
        </Button>
      ) : null}
    </Group>
  )
}
