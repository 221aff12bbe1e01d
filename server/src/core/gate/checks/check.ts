import type { Connector, Outbound } from '../../../connectors/contract.ts'
import type { Tx } from '../../../db/pool.ts'
import type { Account, Delivery } from '../../../db/schema.ts'
import type { ApprovalReason } from '../../approvals/stand.ts'
import type { Covering } from '../../halts/scope.ts'

/** What the checks look at: all read under the lane's lock. */
export interface Case {
  readonly delivery: Delivery
  readonly account: Account
  readonly outbound: Outbound
  readonly connector: Connector
  readonly graceMinutes: number
  /** What it answers, where that stands now; undefined for one that answers nothing, or whose thread is broken. */
  readonly answers: Outbound['inReplyTo']
  /** Nothing with a picture goes out without words for those who do not see it. */
  readonly requireAltText: boolean
  /** The active emergency stops that cover this delivery, the oldest first. */
  readonly halts: readonly Covering[]
  /** What its post lacks of approval; null when nothing. */
  readonly missingApproval: ApprovalReason | null
  /** The database's clock, and ours carried forward from start by a clock nobody can set. */
  readonly now: { readonly database: Date; readonly trusted: Date }
}

export type Verdict =
  /** Stays in until a person decides. */
  | {
      readonly kind: 'hold'
      readonly reason: string
      readonly detail?: string
      /** What its entry in the record says besides. */
      readonly audit?: object
    }
  /** The network would refuse it for certain. */
  | { readonly kind: 'fail'; readonly reason: string; readonly detail?: string }
  /** Not now; nobody needs to decide. */
  | { readonly kind: 'wait'; readonly until: Date; readonly reason: string }

/** One rule of the gate. No verdict: nothing against it. */
export interface Check {
  readonly name: string
  judge(tx: Tx, subject: Case): Promise<Verdict | undefined> | Verdict | undefined
}
