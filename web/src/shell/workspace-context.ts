import { createContext, useContext } from 'react'
import { meQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import type { Me, Role, Workspace } from '../api/types.ts'
import { mayIn, type May } from '../people/may.ts'

export const WorkspaceId = createContext('')

export interface Here {
  readonly workspace: Workspace
  readonly role: Role
  readonly me: Me
  may: (act: May) => boolean
}

/** The workspace whose page this is, who looks at it, and what they may do. */
export function useHere(): Here {
  const id = useContext(WorkspaceId)
  const me = usePrefetched(meQuery)
  const membership = me.memberships.find(({ workspace }) => workspace.id === id)
  if (membership === undefined) throw new Error(`Not a member of workspace ${id}`)
  const { workspace, role } = membership
  return { workspace, role, me, may: (act) => mayIn(membership, act) }
}
