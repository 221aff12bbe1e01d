import type { Generated } from 'kysely'
import type { AtDefault, Json, MaybeAt, Role } from './columns.ts'

export interface PlaybookTable {
  id: string
  workspaceId: string
  name: string
  situation: Generated<string>
  version: Generated<number>
  createdAt: AtDefault
  updatedAt: AtDefault
  archivedAt: MaybeAt
}

export interface PlaybookStepTable {
  id: string
  playbookId: string
  position: number
  text: string
  role: Role | null
  personId: string | null
}

export interface PlaybookContactTable {
  id: string
  playbookId: string
  position: number
  name: string
  role: Generated<string>
  phone: Generated<string>
  email: Generated<string>
  note: Generated<string>
}

export interface PlaybookStatementTable {
  playbookId: string
  postId: string
  position: number
}

/** A step of a playbook as it was when a run began. */
export interface FrozenStep {
  readonly id: string
  readonly text: string
  readonly role: Role | null
  readonly personId: string | null
}

export interface PlaybookRunTable {
  id: string
  workspaceId: string
  playbookId: string
  haltId: string
  steps: Json<FrozenStep[]>
  startedBy: string | null
  startedAt: AtDefault
}

export interface PlaybookTickTable {
  runId: string
  stepId: string
  tickedBy: string
  tickedAt: AtDefault
}
