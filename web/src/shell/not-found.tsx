import { useTranslation } from 'react-i18next'
import { Page } from '../ui/page.tsx'
import { LinkButton } from './link-button.tsx'
import { paths } from './paths.ts'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Page title={t('shell.notFound.title')} lead={t('shell.notFound.body')} width="reading">
      <LinkButton to={paths.home()}>{t('common.home')}</LinkButton>
    </Page>
  )
}

/** The same where nothing of the shell stands. */
export function WholePageNotFound() {
  return (
    <main>
      <NotFound />
    </main>
  )
}
