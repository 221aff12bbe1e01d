import { useQueries } from '@tanstack/react-query'
import type { MediaUse } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { mediaAddress } from './address.ts'
import { mediaQuery } from './queries.ts'
import classes from './media.module.css'

/** Pictures and videos as readers see them below a text. */
export function Shown({ uses }: { uses: readonly MediaUse[] }) {
  const { workspace } = useHere()
  const known = useQueries({ queries: uses.map(({ mediaId }) => mediaQuery(workspace.id, mediaId)) })
  return (
    <div className={classes.shown} data-count={Math.min(uses.length, 4)}>
      {uses.map(({ mediaId, alt }, index) =>
        known[index]?.data?.kind === 'video' ? (
          <video
            key={mediaId}
            src={mediaAddress(workspace.id, mediaId, 'whole')}
            preload="metadata"
            controls
            muted
            aria-label={alt}
          />
        ) : (
          <img key={mediaId} src={mediaAddress(workspace.id, mediaId)} alt={alt} loading="lazy" />
        ),
      )}
    </div>
  )
}
