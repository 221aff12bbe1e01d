import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Post } from '../api/types.ts'
import { rememberSending } from '../deliveries/undo-store.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant, zoneCity } from '../time/format.ts'
import { savePost, type Send } from './save-post.ts'
import type { DraftState } from './use-draft.ts'

interface Saving {
  readonly post: Post | undefined
  readonly draft: DraftState
  /** Its deliveries are made already: its words change, its time does not. */
  readonly planned: boolean
  readonly openDraft: (id: string | undefined) => void
  readonly openPost: (id: string) => void
}

/** Saves what was written, sends it where that is asked, and goes where its person goes on. */
export function useSave({ post, draft, planned, openDraft, openPost }: Saving) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  return useMutation({
    mutationFn: async ({ send, asNew, duplicate }: { send: Send; asNew?: boolean; duplicate?: 'accepted' }) => {
      const saved = await savePost(workspace.id, asNew === true ? undefined : post, draft.written, send, {
        duplicate,
        onWritten: ({ version }) => draft.write({ version }),
      })
      if (send.kind === 'at' && send.repeat !== undefined) {
        const { beginSeries } = await import('../series/begin.ts')
        await beginSeries(workspace.id, saved.id, send.repeat)
      }
      return saved
    },
    onSuccess: (saved, { send }) => {
      draft.settle()
      if (send.kind === 'now') {
        // The next key is for the undo, not for a text that has been sent.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        rememberSending(workspace.id, saved.id, saved.deliveries)
      } else if (send.kind === 'at') {
        const zone = zoneCity(workspace.timeZone)
        toast(t('composer.scheduled', { time: formatInstant(send.at, workspace.timeZone, i18n.language), zone }))
      } else if (send.kind === 'slot') toast(t('slots.queued'))
      else if (planned) toast(t('composer.changesSaved'))
      else {
        toast(t('composer.draftSaved'))
        openDraft(saved.id)
        return
      }
      openPost(saved.id)
    },
  })
}
