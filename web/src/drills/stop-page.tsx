import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { Page } from '../ui/page.tsx'
import { Hooks } from './hooks.tsx'
import { Leads } from './leads.tsx'
import { Rehearsal } from './rehearsal.tsx'

/** All that is prepared for an emergency stop, before there is one. */
export function StopPage() {
  const { t } = useTranslation()
  const { may } = useHere()
  return (
    <Page title={t('lift.settings.title')} lead={t('lift.settings.lead')} width="reading">
      <Rehearsal />
      <Leads />
      {may('manageHooks') ? <Hooks /> : null}
    </Page>
  )
}
