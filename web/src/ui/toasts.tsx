import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'

export function Toasts() {
  return <Notifications position="top-right" limit={4} />
}
