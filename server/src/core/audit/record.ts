import type { Tx } from '../../db/pool.ts'
import type { ActorKind } from '../../db/schema.ts'

/** Who acts, and from where. `name` is kept as it was then. */
export interface Actor {
  readonly kind: ActorKind
  readonly id: string | null
  readonly name: string
  readonly requestId?: string
  readonly address?: string
}

/** Vigie itself: a job, the command line. */
export const systemActor = (name: string): Actor => ({ kind: 'system', id: null, name })

export type SubjectKind =
  | 'workspace'
  | 'person'
  | 'member'
  | 'invitation'
  | 'token'
  | 'account'
  | 'post'
  | 'delivery'
  | 'worker'
  | 'halt'
  | 'halt_hook'
  | 'drill'
  | 'playbook'
  | 'campaign'
  | 'series'
  | 'calendar_feed'
  | 'approval'
  | 'comment'
  | 'import'
  | 'media'

export interface Entry {
  readonly workspaceId: string | null
  /** `subject.verb` in the past: `delivery.cancelled`. */
  readonly action: string
  readonly actor: Actor
  readonly subject: { readonly kind: SubjectKind; readonly id: string }
  readonly postId?: string
  /** Never a secret. */
  readonly detail?: object
}

/** An entry as the table has it. */
export const toRow = ({ workspaceId, action, actor, subject, postId, detail }: Entry) => ({
  workspaceId,
  action,
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
  subjectKind: subject.kind,
  subjectId: subject.id,
  postId: postId ?? null,
  detail: JSON.stringify(detail ?? {}),
  requestId: actor.requestId ?? null,
  address: actor.address ?? null,
})

/** Writes the record of a change, in the transaction of the change (I9). */
export async function record(tx: Tx, ...entries: readonly Entry[]): Promise<void> {
  await tx.insertInto('auditEntry').values(entries.map(toRow)).execute()
}
