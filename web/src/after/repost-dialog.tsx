import { Modal, NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../api/queries.ts'
import { serverNow } from '../api/server-clock.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { proposeTime } from '../time/wall-clock.ts'
import { WhenFields } from '../time/when-fields.tsx'
import { resolveWhen, type WhenChoice } from '../time/when.ts'
import { Form } from '../ui/form.tsx'
import type { FollowingDialog } from './follow.ts'

/** Who repeats it, and when. */
export function RepostDialog({ delivery, loading, error, onSubmit, onClose }: FollowingDialog) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const accounts = (useQuery(accountsQuery(workspace.id)).data ?? []).filter(
    ({ network, disconnectedAt }) => network === delivery.account.network && disconnectedAt === null,
  )
  const [accountId, setAccountId] = useState(delivery.account.id)
  const [how, setHow] = useState<'now' | 'at'>('now')
  const [choice, setChoice] = useState<WhenChoice>(() => ({
    ...proposeTime(serverNow(), workspace.timeZone),
    second: false,
  }))
  const when = resolveWhen(choice, workspace.timeZone, serverNow())
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('after.repostTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={loading}
        submitError={<ErrorNotice error={error} />}
        submitLabel={t('after.repost')}
        disabled={how === 'at' && when.kind !== 'ok'}
        onSubmit={(event) => {
          event.preventDefault()
          if (how === 'now') onSubmit({ do: 'repost', accountId, send: { kind: 'now' } })
          else if (when.kind === 'ok') onSubmit({ do: 'repost', accountId, send: { kind: 'at', at: when.at } })
        }}
      >
        <NativeSelect
          label={t('after.by')}
          data={accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
          value={accountId}
          onChange={({ currentTarget }) => setAccountId(currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('slots.choose')}
          data={(['now', 'at'] as const).map((value) => ({ value, label: t(`after.when.${value}`) }))}
          value={how}
          onChange={setHow}
        />
        {how === 'at' ? (
          <WhenFields zone={workspace.timeZone} value={choice} onChange={setChoice} resolved={when} />
        ) : null}
      </Form>
    </Modal>
  )
}
