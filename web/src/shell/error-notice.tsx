import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../api/error-sentence.ts'
import { Notice } from '../ui/notice.tsx'

/** The refusal of a form or a page, in words. Nothing when there is none. */
export function ErrorNotice({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (error === null || error === undefined) return null
  const { sentence, lines, requestId } = errorSentence(error, t)
  return (
    <Notice tone="hold" live="assertive">
      {sentence}
      {lines.map((line) => (
        <Text key={line} size="sm" mt={4}>
          {line}
        </Text>
      ))}
      {requestId === undefined ? null : (
        <Text size="sm" mt={4} className="tabular">
          {t('errors.request', { id: requestId })}
        </Text>
      )}
    </Notice>
  )
}
