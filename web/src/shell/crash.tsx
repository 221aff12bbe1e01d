import { Anchor, Button, Text } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem.ts'
import { plainStop } from '../halt/load-dialog.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { NotFound } from './not-found.tsx'

/** What a page shows when it could not be loaded, or broke. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  if (error instanceof ApiError) {
    if (error.problem.status === 404) return <NotFound />
    const again = () => {
      reset()
      void router.invalidate()
    }
    return (
      <Page title={t('errors.title')} width="reading">
        <ErrorNotice error={error} />
        <Button mt="md" onClick={again}>
          {t('common.tryAgain')}
        </Button>
      </Page>
    )
  }
  return (
    <Page title={t('shell.crash.title')} width="reading">
      <Notice tone="hold" live="assertive">
        {t('shell.crash.body')}
      </Notice>
      <Button mt="md" onClick={() => window.location.reload()}>
        {t('common.reload')}
      </Button>
      <Text size="sm" c="dimmed" mt="lg">
        {t('shell.crash.detail')}
      </Text>
      <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {String(error)}
      </Text>
    </Page>
  )
}

/** The same where nothing of the shell stands. */
export function WholePageError(props: ErrorComponentProps) {
  const { t } = useTranslation()
  return (
    <main>
      <PageError {...props} />
      <Text size="sm" px="xl">
        <Anchor href={plainStop}>{t('shell.crash.stopPage')}</Anchor>
      </Text>
    </main>
  )
}
