import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../api/query-client.ts'
import type { Campaign } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { CampaignMark } from './campaign-mark.tsx'
import { campaignsQuery } from './queries.ts'
import { changeCampaign, createCampaign, freeColour } from './save.ts'
import table from '../ui/table.module.css'

/** The campaigns of the workspace: named, coloured, archived when they are over. */
export function CampaignsPage() {
  const { t } = useTranslation()
  const { may } = useHere()
  const { workspace } = useParams({ strict: false }) as { workspace: string }
  const campaigns = usePrefetched(campaignsQuery(workspace))
  const open = campaigns.filter(({ archivedAt }) => archivedAt === null)
  const archived = campaigns.filter(({ archivedAt }) => archivedAt !== null)
  return (
    <Page title={t('campaigns.title')} lead={t('campaigns.lead')} width="reading">
      <Section title={t('campaigns.open')}>
        {open.length === 0 ? (
          <Text c="dimmed" mb="md">
            {t('campaigns.empty')}
          </Text>
        ) : (
          <ul className={table.list} style={{ marginBottom: 16 }}>
            {open.map((campaign) => (
              <Row key={campaign.id} campaign={campaign} />
            ))}
          </ul>
        )}
        {may('changeCampaigns') ? <Make campaigns={campaigns} /> : null}
      </Section>
      {archived.length === 0 ? null : (
        <Section title={t('campaigns.archivedOnes')}>
          <ul className={table.list}>
            {archived.map((campaign) => (
              <Row key={campaign.id} campaign={campaign} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function Make({ campaigns }: { campaigns: readonly Campaign[] }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [open, setOpen] = useState(false)
  const make = useMutation({
    mutationFn: (campaign: { name: string; colour: string }) => createCampaign(workspace.id, campaign),
    onSuccess: ({ name }) => {
      setOpen(false)
      toast(t('campaigns.made', { name }))
    },
  })
  if (!open) {
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('campaigns.new')}
      </Button>
    )
  }
  return (
    <CampaignForm
      name=""
      colour={freeColour(campaigns)}
      submitLabel={t('campaigns.make')}
      loading={make.isPending}
      submitError={<ErrorNotice error={make.error} />}
      onSubmit={(campaign) => make.mutate(campaign)}
      onCancel={() => setOpen(false)}
    />
  )
}

function Row({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const { id, name, colour, archivedAt } = campaign
  const [editing, setEditing] = useState(false)
  const change = useMutation({
    mutationFn: (body: { name: string; colour: string }) => changeCampaign(workspace.id, id, body),
    onSuccess: () => {
      setEditing(false)
      toast(t('campaigns.changed'))
    },
  })
  const archive = useMutation({
    mutationFn: (archived: boolean) => changeCampaign(workspace.id, id, { archived }),
    onSuccess: (_answer, archived) => toast(t(archived ? 'campaigns.archived' : 'campaigns.restored')),
    onError: toastError,
  })
  const over = archivedAt !== null
  if (editing) {
    return (
      <li className={table.row}>
        <div className={table.grow}>
          <CampaignForm
            name={name}
            colour={colour}
            submitLabel={t('common.save')}
            loading={change.isPending}
            submitError={<ErrorNotice error={change.error} />}
            onSubmit={(body) => change.mutate(body)}
            onCancel={() => setEditing(false)}
          />
        </div>
      </li>
    )
  }
  return (
    <li className={table.row}>
      <div className={table.grow}>
        <CampaignMark campaign={campaign} />
      </div>
      {may('changeCampaigns') ? (
        <div className={table.ends}>
          {over ? null : (
            <Button
              size="xs"
              variant="default"
              onClick={() => setEditing(true)}
              aria-label={t('campaigns.renameOf', { name })}
            >
              {t('campaigns.rename')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            loading={archive.isPending}
            onClick={() => archive.mutate(!over)}
            aria-label={t(over ? 'campaigns.restoreOf' : 'campaigns.archiveOf', { name })}
          >
            {t(over ? 'campaigns.restore' : 'campaigns.archive')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}
