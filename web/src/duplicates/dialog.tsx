import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatDay } from '../time/format.ts'
import type { Duplicate } from './duplicates.ts'
import classes from './duplicates.module.css'

interface DialogProps {
  duplicates: readonly Duplicate[]
  onAnyway: () => void
  onBack: () => void
}

/** Shows what was said before, and asks. The focus starts on the way back. */
export function DuplicateDialog({ duplicates, onAnyway, onBack }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onBack}
      title={<Text fw={640}>{t('duplicates.title')}</Text>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {duplicates.map((one) => (
          <Said key={`${one.network} ${one.account}`} duplicate={one} />
        ))}
        <Text size="sm" c="dimmed">
          {t('duplicates.hint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onBack} data-autofocus>
            {t('duplicates.back')}
          </Button>
          <Button onClick={onAnyway}>{t('duplicates.anyway')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Said({ duplicate }: { duplicate: Duplicate }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const { account: handle, at, same, isOut, text, postId } = duplicate
  const said = { handle, day: formatDay(at, workspace.timeZone, i18n.language) }
  const sentence = isOut
    ? t(same ? 'duplicates.said' : 'duplicates.nearlySaid', said)
    : t(same ? 'duplicates.planned' : 'duplicates.nearlyPlanned', said)
  return (
    <div>
      <Text>{sentence}</Text>
      <blockquote className={classes.quote}>{text}</blockquote>
      <Anchor href={paths.post({ workspace: workspace.id, post: postId })} target="_blank" rel="noopener">
        {t('duplicates.see')}
      </Anchor>
    </div>
  )
}
