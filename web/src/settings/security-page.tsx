import { useTranslation } from 'react-i18next'
import { Page } from '../ui/page.tsx'
import { Passkeys } from './passkeys.tsx'
import { PasswordSection } from './password-section.tsx'
import { Sessions } from './sessions.tsx'
import { TotpSection } from './totp-section.tsx'

export function SecurityPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('settings.security.title')} width="reading">
      <PasswordSection />
      <TotpSection />
      <Passkeys />
      <Sessions />
    </Page>
  )
}
