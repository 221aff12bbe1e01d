import { Button, ColorSwatch, Group, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { colours } from './save.ts'
import classes from './campaigns.module.css'

interface CampaignFormProps {
  name: string
  colour: string
  submitLabel: string
  loading: boolean
  submitError: ReactNode
  onSubmit: (campaign: { name: string; colour: string }) => void
  onCancel: () => void
}

/** A name and a colour. No form element: it stands within other forms. */
export function CampaignForm(props: CampaignFormProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(props.name)
  const [colour, setColour] = useState(props.colour)
  const [tried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (name.trim() !== '') props.onSubmit({ name: name.trim(), colour })
  }
  return (
    <div className={classes.form} role="group" aria-label={t('campaigns.campaign')}>
      <TextInput
        label={t('campaigns.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          submit()
        }}
        error={tried && name.trim() === '' ? t('campaigns.needName') : null}
        maxLength={80}
        data-autofocus
      />
      <div role="radiogroup" aria-label={t('campaigns.colour')} className={classes.colours}>
        {[...new Set([...colours, props.colour])].map((one) => (
          <ColorSwatch
            key={one}
            component="button"
            type="button"
            role="radio"
            aria-checked={one === colour}
            aria-label={t('campaigns.colourOf', { colour: one })}
            color={one}
            size={28}
            radius={6}
            onClick={() => setColour(one)}
          >
            {one === colour ? <IconCheck size={16} color="#fff" aria-hidden /> : null}
          </ColorSwatch>
        ))}
      </div>
      {props.submitError}
      <Group gap="xs">
        <Button size="xs" loading={props.loading} onClick={submit}>
          {props.submitLabel}
        </Button>
        <Button size="xs" variant="default" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </div>
  )
}
