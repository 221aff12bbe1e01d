import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ConfirmProps } from './confirm.tsx'

/** Asks before an act that cannot be taken back. The focus starts on the way out. */
export function ConfirmDialog(props: ConfirmProps) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={<Text fw={640}>{props.title}</Text>}
      closeButtonProps={{ 'aria-label': props.cancelLabel }}
    >
      <Stack gap="md">
        <div>{props.children}</div>
        {props.submitError}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {props.cancelLabel}
          </Button>
          <Button
            color={props.destroys === true ? 'destroy' : 'accent'}
            loading={props.loading}
            onClick={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
