import { Button } from '@mantine/core'
import type { Network } from '@vigie/server/contract'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'
import type { Voice } from './words.ts'

interface IdenticalProps {
  networks: readonly Network[]
  voices: readonly Voice[]
  onAdapt: (voice: Voice) => void
}

/** Copying one text everywhere is possible, and said. */
export function Identical({ networks, voices, onAdapt }: IdenticalProps) {
  const { t, i18n } = useTranslation()
  const names = networks.map((network) => t(`accounts.network.${network}`))
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names)
  const offered = voices.filter(({ network, apart }) => networks.includes(network) && !apart)
  return (
    <Notice
      live="polite"
      actions={offered.map((voice) => (
        <Button key={voice.key} variant="default" size="compact-sm" onClick={() => onAdapt(voice)}>
          {t('composer.voices.adapt', { name: t(`accounts.network.${voice.network}`) })}
        </Button>
      ))}
    >
      {t('composer.voices.identical', { networks: list })}
    </Notice>
  )
}
