import { z } from 'zod'
import { mayDecide, type By } from '../../core/approvals/find.ts'
import type { ApprovalView } from '../../core/approvals/read.ts'
import { approvalReasons } from '../../core/approvals/stand.ts'
import { at, id, instant, maybeAt, role } from './common.ts'

export const approvalState = z.enum(['asked', 'approved', 'refused', 'expired', 'overridden', 'withdrawn'])
const who = z.object({ id, name: z.string() })

export const approval = z
  .object({
    id,
    state: approvalState,
    of: z.object({ role: role.nullable(), person: who.nullable() }),
    askedBy: who,
    askedAt: instant,
    note: z.string(),
    /** Not answered by then, it has to be asked for again. */
    expiresAt: instant,
    decidedBy: who.nullable(),
    decidedAt: instant.nullable(),
    decisionNote: z.string(),
  })
  .meta({ id: 'Approval' })

export const approvals = z
  .object({
    /** The one that counts; null when nobody was asked, or the question was taken back. */
    current: approval.nullable(),
    earlier: z.array(approval),
    /** Why the post is kept in; null when no approval is wanting. */
    missing: z.enum(approvalReasons).nullable(),
    /** What the caller may do, as far as approval goes. */
    can: z.object({ decide: z.boolean(), withdraw: z.boolean(), override: z.boolean() }),
  })
  .meta({ id: 'Approvals' })

const named = (key: string | null, name: string | null) => (key === null ? null : { id: key, name: name ?? '' })

/** @param now the database's: a question whose time has passed is expired, written down or not */
export function toApproval(row: ApprovalView, now: Date): z.infer<typeof approval> {
  const { ofRole, ofPerson, ofName, note, decisionNote } = row
  return {
    id: row.id,
    state: row.state === 'asked' && row.expiresAt <= now ? 'expired' : row.state,
    of: { role: ofRole, person: named(ofPerson, ofName) },
    askedBy: { id: row.askedBy, name: row.askedByName },
    askedAt: at(row.askedAt),
    note,
    expiresAt: at(row.expiresAt),
    decidedBy: named(row.decidedBy, row.decidedByName),
    decidedAt: maybeAt(row.decidedAt),
    decisionNote,
  }
}

export function toApprovals(
  rows: readonly ApprovalView[],
  seen: {
    readonly missing: z.infer<typeof approvals>['missing']
    readonly now: Date
    readonly by: By
    readonly mayOverride: boolean
  },
): z.infer<typeof approvals> {
  const { missing, now, by, mayOverride } = seen
  const current = rows.find((row) => row.current)
  const shown = current === undefined ? null : toApproval(current, now)
  const open = shown?.state === 'asked'
  return {
    current: shown,
    earlier: rows.filter((row) => row !== current).map((row) => toApproval(row, now)),
    missing,
    can: {
      decide: open && current !== undefined && mayDecide(current, by),
      withdraw: (open || shown?.state === 'refused') && current?.askedBy === by.personId,
      override: missing !== null && mayOverride,
    },
  }
}
