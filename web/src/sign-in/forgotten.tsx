import { Code, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'

/** Vigie sends no mail: whoever runs the installation sets a new password on the server. */
export function Forgotten({ email }: { email: string }) {
  const { t } = useTranslation()
  const address = email.includes('@') ? email : t('common.email').toLocaleLowerCase()
  return (
    <Notice live="polite">
      <p style={{ margin: 0 }}>{t('entry.signIn.forgottenHow')}</p>
      <Code
        block
        my="xs"
        style={{ whiteSpace: 'pre-wrap' }}
      >{`node server/src/main.ts reset-password ${address}`}</Code>
      <Text size="sm">{t('entry.signIn.forgottenThen')}</Text>
    </Notice>
  )
}
