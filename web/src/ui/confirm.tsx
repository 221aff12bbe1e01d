import { lazy, Suspense, type ReactNode } from 'react'

// Rarely opened, and a dialogue weighs more than most pages.
const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }))

export interface ConfirmProps {
  opened: boolean
  title: string
  /** What will happen, and what will not. */
  children: ReactNode
  confirmLabel: string
  cancelLabel: string
  /** Red: the act destroys something for good. */
  destroys?: boolean
  loading: boolean
  /** A sentence, when the act was refused. */
  submitError: ReactNode
  onConfirm: () => void
  onClose: () => void
}

/** Asks before an act that cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  if (!props.opened) return null
  return (
    <Suspense fallback={null}>
      <ConfirmDialog {...props} />
    </Suspense>
  )
}
