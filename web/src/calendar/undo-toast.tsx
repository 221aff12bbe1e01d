import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

/** Says what was moved, and puts it back on wish. */
export function undoToast(message: string, undo: () => void): void {
  const id = notifications.show({
    color: 'green',
    role: 'status',
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {i18next.t('calendar.undo')}
        </Button>
      </Group>
    ),
  })
}
