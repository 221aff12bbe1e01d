import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { signOut } from '../sign-in/sign-out.ts'
import { Outside } from './outside.tsx'

export function NoWorkspace() {
  const { t } = useTranslation()
  return (
    <Outside title={t('shell.noWorkspace.title')} lead={t('shell.noWorkspace.body')}>
      <Button variant="default" onClick={() => void signOut()}>
        {t('shell.signOut')}
      </Button>
    </Outside>
  )
}
