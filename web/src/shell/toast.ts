import i18next from 'i18next'
import { errorSentence } from '../api/error-sentence.ts'

interface Toast {
  readonly message: string
  readonly color: 'green' | 'amber'
  readonly autoClose: number | false
}

// Nothing is said in the first second of a page: the part that says it comes when it is needed.
async function say(toast: Toast): Promise<void> {
  const { notifications } = await import('@mantine/notifications')
  notifications.show({
    ...toast,
    role: toast.color === 'green' ? 'status' : 'alert',
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
  })
}

/** Says that something was done. */
export function toast(message: string): void {
  void say({ message, color: 'green', autoClose: 5000 })
}

/** Says that something could not be done; stays until it is read. */
export function toastError(error: unknown): void {
  const { sentence, lines } = errorSentence(error, i18next.t)
  void say({ message: [sentence, ...lines].join(' '), color: 'amber', autoClose: false })
}
