import { Button, Select, TagsInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { CampaignForm } from './campaign-form.tsx'
import { CampaignMark } from './campaign-mark.tsx'
import { campaignsQuery } from './queries.ts'
import { createCampaign, freeColour } from './save.ts'
import classes from './campaigns.module.css'

const mostTags = 20

interface CampaignFieldsProps {
  campaignId: string | null
  tags: readonly string[]
  onCampaign: (id: string | null) => void
  onTags: (tags: readonly string[]) => void
}

/** In the composer: the campaign a post belongs to, made on the spot if need be, and its tags. */
export function CampaignFields({ campaignId, tags, onCampaign, onTags }: CampaignFieldsProps) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const campaigns = useQuery(campaignsQuery(workspace.id)).data ?? []
  const [making, setMaking] = useState(false)
  const offered = campaigns.filter(({ id, archivedAt }) => archivedAt === null || id === campaignId)
  const chosen = campaigns.find(({ id }) => id === campaignId)
  const make = useMutation({
    mutationFn: (campaign: { name: string; colour: string }) => createCampaign(workspace.id, campaign),
    onSuccess: (made) => {
      onCampaign(made.id)
      setMaking(false)
    },
  })
  return (
    <div className={classes.fields}>
      <div>
        <Select
          label={t('campaigns.campaign')}
          placeholder={t('campaigns.choose')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          value={campaignId}
          onChange={onCampaign}
          clearable
          clearButtonProps={{ 'aria-label': t('campaigns.choose') }}
          leftSection={
            chosen === undefined ? undefined : (
              <span className={classes.dot} style={{ background: chosen.colour }} aria-hidden />
            )
          }
          renderOption={({ option }) => {
            const campaign = offered.find(({ id }) => id === option.value)
            return campaign === undefined ? option.label : <CampaignMark campaign={campaign} />
          }}
        />
        {may('changeCampaigns') && !making ? (
          <Button variant="subtle" size="compact-sm" mt={4} onClick={() => setMaking(true)}>
            {t('campaigns.new')}
          </Button>
        ) : null}
        {making ? (
          <CampaignForm
            name=""
            colour={freeColour(campaigns)}
            submitLabel={t('campaigns.make')}
            loading={make.isPending}
            submitError={<ErrorNotice error={make.error} />}
            onSubmit={(campaign) => make.mutate(campaign)}
            onCancel={() => setMaking(false)}
          />
        ) : null}
      </div>
      <TagsInput
        label={t('campaigns.tags')}
        description={t('campaigns.tagsHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={[...tags]}
        onChange={(next) => onTags(next.map((tag) => tag.trim().replace(/^#/, '')).filter((tag) => tag !== ''))}
        maxTags={mostTags}
        splitChars={[',', ';']}
        acceptValueOnBlur
        maxLength={40}
      />
    </div>
  )
}
