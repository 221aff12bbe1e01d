import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { accountsQuery, postQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Composer } from './composer.tsx'

/** `?draft=ID` edits a draft or a scheduled post. */
export function ComposePage() {
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  const { draft } = useSearch({ strict: false }) as { draft?: string }
  const { workspace } = useHere()
  const navigate = useNavigate()
  const accounts = usePrefetched(accountsQuery(workspaceId)).filter(({ disconnectedAt }) => disconnectedAt === null)
  const post = useQuery({ ...postQuery(workspaceId, draft ?? ''), enabled: draft !== undefined }).data
  return (
    <Composer
      key={`${workspaceId} ${draft ?? ''}`}
      accounts={accounts}
      post={draft === undefined ? undefined : post}
      openDraft={(id) =>
        void navigate({
          to: paths.compose({ workspace: workspace.id }),
          search: id === undefined ? {} : { draft: id },
          replace: true,
          ignoreBlocker: true,
        })
      }
      openPost={(id) => void navigate({ to: paths.post({ workspace: workspace.id, post: id }), ignoreBlocker: true })}
    />
  )
}
