import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../api/queries.ts'
import type { Halt } from '../api/types.ts'
import { campaignsQuery } from '../campaigns/queries.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatExact } from '../time/format.ts'
import { Notice } from '../ui/notice.tsx'
import { coversSentence, exceptionWords } from './covers.ts'

const LiftDialog = lazy(async () => ({ default: (await import('./lift-dialog.tsx')).LiftDialog }))

/** Where a stop stands, and the way to lift it. @param elsewhere lifting is done on its own page */
export function HaltState({ halt, elsewhere = false }: { halt: Halt; elsewhere?: boolean }) {
  const { t, i18n } = useTranslation()
  const { workspace, me } = useHere()
  const [lifting, lift] = useState(false)
  const accounts = useQuery(accountsQuery(workspace.id)).data ?? []
  const campaigns = useQuery(campaignsQuery(workspace.id)).data ?? []
  const time = (iso: string) => formatExact(iso, workspace.timeZone, i18n.language)
  if (halt.liftedAt !== null) {
    return (
      <Notice tone="done" title={t('lift.lifted', { time: time(halt.liftedAt), name: halt.liftedBy ?? '?' })}>
        {t('lift.liftedHelp')}
      </Notice>
    )
  }
  const installation = halt.scope.workspaceId === null
  const mayLift = halt.can.lift && (!installation || me.person.installationOwner)
  const actions = elsewhere ? (
    <LinkButton size="xs" variant="default" to={paths.haltLift({ workspace: workspace.id, halt: halt.id })}>
      {t('lift.open')}
    </LinkButton>
  ) : mayLift ? (
    <Button onClick={() => lift(true)}>{t('lift.dialog.button')}</Button>
  ) : (
    <Text size="sm">{t(installation ? 'lift.dialog.notYouInstallation' : 'lift.dialog.notYou')}</Text>
  )
  return (
    <Notice tone="hold" title={t('lift.inForce', { time: time(halt.sealedAt) })} actions={actions}>
      <div>{t('lift.inForceBy', { name: halt.by.name, covers: coversSentence(halt, t) })}</div>
      {halt.reason === null ? null : <div data-kind="said">{halt.reason}</div>}
      {halt.exceptions.length === 0 ? null : (
        <div>
          {t('lift.excepted', {
            parts: exceptionWords(halt, { workspaceId: workspace.id, accounts, campaigns }, t),
          })}
        </div>
      )}
      {elsewhere ? null : <div>{t('lift.inForceHelp')}</div>}
      <Suspense fallback={null}>{lifting ? <LiftDialog halt={halt} onClose={() => lift(false)} /> : null}</Suspense>
    </Notice>
  )
}
