import { useNavigate } from '@tanstack/react-router'
import { paths } from '../shell/paths.ts'
import { useShortcuts } from '../shell/shortcuts.ts'
import { UndoItem } from './undo-item.tsx'
import { useSendings } from './undo-store.ts'
import classes from './undo-bar.module.css'

/** Stays on every page while something can be taken back; `z` takes back the latest. */
export function UndoBar() {
  const sendings = useSendings()
  const navigate = useNavigate()
  useShortcuts({
    z: () => document.querySelector<HTMLButtonElement>(`.${classes.bar} li:last-child [data-undo]`)?.click(),
  })
  if (sendings.length === 0) return null
  return (
    <ul className={classes.bar}>
      {sendings.map((sending) => (
        <UndoItem
          key={sending.postId}
          sending={sending}
          openPost={() => void navigate({ to: paths.post({ workspace: sending.workspaceId, post: sending.postId }) })}
          openDraft={() =>
            void navigate({ to: paths.compose({ workspace: sending.workspaceId }), search: { draft: sending.postId } })
          }
        />
      ))}
    </ul>
  )
}
