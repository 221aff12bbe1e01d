import { Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { accountsQuery } from '../api/queries.ts'
import type { paths } from '../api/schema.ts'
import type { Halt } from '../api/types.ts'
import { campaignsQuery } from '../campaigns/queries.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { paths as addresses } from '../shell/paths.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { networkName } from './covers.ts'
import { upcomingQuery } from './queries.ts'

type LiftBody = NonNullable<
  paths['/api/workspaces/{workspaceId}/halts/{id}/lift']['post']['requestBody']
>['content']['application/json']
type How = 'whole' | 'scheduled' | 'automation' | 'part'
const lower = { all: ['scheduled', 'automation'], scheduled: ['automation'], automation: [] } as const
const kinds = ['workspaceId', 'network', 'accountId', 'campaignId'] as const
type Kind = (typeof kinds)[number]
const kindWord = { workspaceId: 'workspace', network: 'network', accountId: 'account', campaignId: 'campaign' } as const

interface LiftDialogProps {
  halt: Halt
  onClose: () => void
  /** To what was held, once the whole is lifted: nothing of that moves by itself. */
  leadsOn?: boolean
}

/** Lifts a stop, whole or in part, and says plainly what that does not do. */
export function LiftDialog({ halt, onClose, leadsOn = false }: LiftDialogProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [how, setHow] = useState<How>('whole')
  const [part, setPart] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const upcoming = useQuery(upcomingQuery(workspace.id)).data?.total
  const lift = useMutation({
    mutationFn: () => {
      const body = {
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        ...(how === 'scheduled' || how === 'automation' ? { to: how } : {}),
        ...(how === 'part' && part !== null ? { except: exceptOf(part) } : {}),
      }
      return unwrap(
        halt.scope.workspaceId === null
          ? api.POST('/api/halts/{id}/lift', { params: { path: { id: halt.id } }, body })
          : api.POST('/api/workspaces/{workspaceId}/halts/{id}/lift', {
              params: { path: { workspaceId: workspace.id, id: halt.id } },
              body,
            }),
      )
    },
    onSuccess: async () => {
      toast(t(how === 'whole' ? 'lift.dialog.done' : 'lift.dialog.donePart'))
      onClose()
      if (leadsOn && how === 'whole')
        await navigate({ to: addresses.haltLift({ workspace: workspace.id, halt: halt.id }) })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  const options = ['whole', ...lower[halt.level], 'part'] as const
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('lift.dialog.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={lift.isPending}
        submitError={<ErrorNotice error={lift.error} />}
        submitLabel={t('lift.dialog.submit')}
        disabled={how === 'part' && part === null}
        onSubmit={(event) => {
          event.preventDefault()
          lift.mutate()
        }}
      >
        <Notice title={t('lift.dialog.plain')}>
          {[
            t('lift.dialog.plainHeld', { count: halt.held }),
            ...(upcoming === undefined || upcoming === 0 ? [] : [t('lift.dialog.plainNext', { count: upcoming })]),
          ].join(' ')}
        </Notice>
        <Radio.Group label={t('lift.dialog.how')} value={how} onChange={(value) => setHow(value as How)}>
          <Stack gap="xs" mt={4}>
            {options.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`lift.dialog.${value}`)}
                description={t(`lift.dialog.${value}Help`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {how === 'part' ? <PartSelect halt={halt} value={part} onChange={setPart} /> : null}
        <TextInput
          label={`${t('lift.dialog.reason')} (${t('common.optional')})`}
          description={t('lift.dialog.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
        />
      </Form>
    </Modal>
  )
}

type Part = NonNullable<NonNullable<LiftBody>['except']>

function exceptOf(part: string): Part {
  const at = part.indexOf(':')
  return { [part.slice(0, at)]: part.slice(at + 1) } as Part
}

interface PartProps {
  halt: Halt
  value: string | null
  onChange: (part: string | null) => void
}

/** What may speak again: a network, an account, a campaign; of an installation's stop, this workspace. */
function PartSelect({ halt, value, onChange }: PartProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const accounts = (useQuery(accountsQuery(workspace.id)).data ?? []).filter(
    ({ disconnectedAt }) => disconnectedAt === null,
  )
  const campaigns = (useQuery(campaignsQuery(workspace.id)).data ?? []).filter(({ archivedAt }) => archivedAt === null)
  const items: Record<Kind, { value: string; label: string }[]> = {
    workspaceId:
      halt.scope.workspaceId === null ? [{ value: `workspaceId:${workspace.id}`, label: workspace.name }] : [],
    network:
      halt.scope.network === null
        ? [...new Set(accounts.map(({ network }) => network))].map((network) => ({
            value: `network:${network}`,
            label: networkName(network, t),
          }))
        : [],
    accountId:
      halt.scope.accountId === null
        ? accounts.map(({ id, handle }) => ({ value: `accountId:${id}`, label: `@${handle}` }))
        : [],
    campaignId:
      halt.scope.campaignId === null
        ? campaigns.map(({ id, name }) => ({ value: `campaignId:${id}`, label: name }))
        : [],
  }
  return (
    <Group pl={32}>
      <Select
        label={t('lift.dialog.partOf')}
        data={kinds.flatMap((kind) =>
          items[kind].length === 0 ? [] : [{ group: t(`lift.dialog.kind.${kindWord[kind]}`), items: items[kind] }],
        )}
        value={value}
        onChange={onChange}
        flex={1}
        searchable
      />
    </Group>
  )
}
