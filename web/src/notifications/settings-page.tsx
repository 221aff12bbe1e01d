import { Button, Checkbox, Table } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../api/query-client.ts'
import type { NotificationSetting } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { notificationSettingsQuery, saveSettings } from './queries.ts'

const ways = ['inApp', 'email', 'browser'] as const

/** How one is told of each kind, in this workspace. */
export function NotificationSettingsPage() {
  const { t } = useTranslation()
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  const client = useQueryClient()
  const settings = usePrefetched(notificationSettingsQuery(workspaceId))
  const [items, setItems] = useState<readonly NotificationSetting[]>(settings.items)
  const save = useMutation({
    mutationFn: () => saveSettings(workspaceId, items),
    onSuccess: async (saved) => {
      client.setQueryData(notificationSettingsQuery(workspaceId).queryKey, saved)
      toast(t('common.saved'))
    },
  })
  return (
    <Page title={t('notifications.settings.title')} lead={t('notifications.settings.lead')} width="reading">
      <Section title={t('notifications.settings.what')}>
        {settings.mails ? null : <Notice>{t('notifications.settings.noMail')}</Notice>}
        <Form
          loading={save.isPending}
          submitError={<ErrorNotice error={save.error} />}
          submitLabel={t('common.save')}
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate()
          }}
        >
          <Table.ScrollContainer minWidth={300}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('notifications.settings.kind')}</Table.Th>
                  {ways.map((way) => (
                    <Table.Th key={way} scope="col">
                      {t(`notifications.settings.way.${way}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((item) => (
                  <Table.Tr key={item.kind}>
                    <Table.Th scope="row" fw={400}>
                      {t(`notifications.kind.${item.kind}`)}
                    </Table.Th>
                    {ways.map((way) => (
                      <Table.Td key={way}>
                        <Checkbox
                          checked={item[way]}
                          aria-label={`${t(`notifications.kind.${item.kind}`)}, ${t(`notifications.settings.way.${way}`)}`}
                          onChange={(event) => {
                            const { checked } = event.currentTarget
                            setItems(items.map((one) => (one === item ? { ...item, [way]: checked } : one)))
                          }}
                        />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Form>
      </Section>
      <BrowserSection />
    </Page>
  )
}

/** The browser asks the person, once; what they said there cannot be changed from a page. */
function BrowserSection() {
  const { t } = useTranslation()
  const can = 'Notification' in window && window.isSecureContext
  const [permission, setPermission] = useState(can ? Notification.permission : 'denied')
  return (
    <Section title={t('notifications.settings.browser')} lead={t('notifications.settings.browserLead')}>
      {can && permission === 'default' ? (
        <Button variant="default" onClick={() => void Notification.requestPermission().then(setPermission)}>
          {t('notifications.settings.allow')}
        </Button>
      ) : (
        <p>{permission === 'granted' ? t('notifications.settings.allowed') : t('notifications.settings.refused')}</p>
      )}
    </Section>
  )
}
