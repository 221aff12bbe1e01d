import type { ColumnType, Generated, Selectable } from 'kysely'
import type { DeliveryResultTable, ImportRowTable, ImportTable } from './schema/after.ts'
import type { CalendarFeedTable, OccurrenceTable, SeriesTable } from './schema/calendar.ts'
import type { ActorKind, At, AtDefault, Json, MaybeAt, Role } from './schema/columns.ts'
import type {
  HaltTable,
  HaltAttemptTable,
  HaltExceptionTable,
  HaltExemptionTable,
  HaltRecallTable,
  HaltDrillTable,
  HaltHookTable,
  HaltHookUseTable,
} from './schema/halts.ts'
import type { MediaLimits, MediaRenditionTable, MediaTable, StoredObjectTable } from './schema/media.ts'
import type { AccountNewsTable } from './schema/news.ts'
import type {
  PlaybookTable,
  PlaybookStepTable,
  PlaybookContactTable,
  PlaybookStatementTable,
  PlaybookRunTable,
  PlaybookTickTable,
} from './schema/playbooks.ts'
import type { FrozenOutbound, PostTable, ToneNoteTable, VariantTable } from './schema/posts.ts'
import type { BegunSignInTable, NetworkAppTable } from './schema/sign-ins.ts'
import type {
  ApprovalTable,
  CommentTable,
  CommentMentionTable,
  CommentReadTable,
  PresenceTable,
  NotificationTable,
  NotificationSettingTable,
  NotifierTable,
} from './schema/together.ts'

export type { ActorKind, Role } from './schema/columns.ts'
export { haltLevels, type HaltLevel } from './schema/halts.ts'
export type { FrozenStep } from './schema/playbooks.ts'
export type { PostOptions } from './schema/posts.ts'

interface PersonTable {
  id: string
  name: string
  email: string
  emailVerified: Generated<boolean>
  image: string | null
  language: Generated<'fr' | 'en'>
  timeZone: Generated<string>
  installationOwner: Generated<boolean>
  twoFactorEnabled: Generated<boolean>
  createdAt: AtDefault
  updatedAt: AtDefault
}

interface SessionTable {
  id: string
  personId: string
  token: string
  expiresAt: At
  ipAddress: string | null
  userAgent: string | null
  createdAt: AtDefault
  updatedAt: AtDefault
}

interface SignInMethodTable {
  id: string
  personId: string
  accountId: string
  providerId: string
  password: string | null
  createdAt: AtDefault
  updatedAt: AtDefault
}

interface WorkspaceTable {
  id: string
  name: string
  timeZone: string
  undoSeconds: Generated<number>
  graceMinutes: Generated<number>
  /** Posts whose author has one of these roles need approval. */
  approvalRoles: Generated<Role[]>
  /** New words need approval again. */
  approvalAgain: Generated<boolean>
  /** How many days back, and ahead, the same text to the same account asks first; 0: never. */
  duplicateDays: Generated<number>
  /** Nothing with a picture goes out without words for those who do not see it. */
  requireAltText: Generated<boolean>
  createdAt: AtDefault
}

interface MemberTable {
  workspaceId: string
  personId: string
  role: Role
  /** May lift a halt and let a statement pass, whatever the role. */
  crisisLead: Generated<boolean>
  joinedAt: AtDefault
}

interface InvitationTable {
  id: string
  workspaceId: string
  email: string
  role: Role
  tokenHash: Buffer
  invitedBy: string
  createdAt: AtDefault
  expiresAt: At
  acceptedAt: MaybeAt
  revokedAt: MaybeAt
}

interface ApiTokenTable {
  id: string
  workspaceId: string
  personId: string
  name: string
  tokenHash: Buffer
  scopes: string[]
  createdAt: AtDefault
  expiresAt: MaybeAt
  lastUsedAt: MaybeAt
  revokedAt: MaybeAt
}

/** As `connectors/contract.ts` has it. */
export interface TextLimits {
  readonly characters: number
  readonly perLink: number
}

export type AccountHealth = 'ok' | 'needs_sign_in' | 'rate_limited' | 'restricted' | 'unreachable'

interface AccountTable {
  id: string
  workspaceId: string
  network: string
  remoteId: string
  service: string
  handle: string
  displayName: string
  url: string
  avatarUrl: string | null
  health: Generated<AccountHealth>
  healthDetail: string | null
  checkedAt: MaybeAt
  /** Set by a rate limit: nothing is sent for the account before. */
  pausedUntil: MaybeAt
  /** What the account's own server allows a text, where the network leaves that to its servers. */
  textLimits: ColumnType<TextLimits | null, string | null | undefined, string | null>
  /** What it can do that not every server of the network can. */
  features: Generated<string[]>
  /** The same for pictures and videos. */
  mediaLimits: ColumnType<MediaLimits | null, string | null | undefined, string | null>
  connectedAt: AtDefault
  disconnectedAt: MaybeAt
}

interface AccountCredentialsTable {
  accountId: string
  sealed: Buffer
  expiresAt: MaybeAt
  updatedAt: AtDefault
  /** From when on a person must sign in again; null where that does not come by itself. */
  endsAt: MaybeAt
  /** Each renewal puts the end off. */
  endIsPutOff: Generated<boolean>
  /** When the latest announcement of an end that was made fell due. */
  announcedEnd: MaybeAt
}

interface AccountPictureTable {
  accountId: string
  contentType: string
  bytes: Buffer
  fetchedAt: AtDefault
}

interface CampaignTable {
  id: string
  workspaceId: string
  name: string
  /** `#rrggbb` */
  colour: string
  createdAt: AtDefault
  archivedAt: MaybeAt
}

interface SlotPlanTable {
  accountId: string
  timeZone: string
  updatedAt: AtDefault
}

interface SlotTable {
  accountId: string
  /** Monday is 1. */
  day: number
  /** `HH:MM` on the wall of the plan’s zone. */
  at: string
}

export const deliveryStates = [
  'scheduled',
  'sending',
  'published',
  'held',
  'failed',
  'unconfirmed',
  'cancelled',
  'retracted',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** `person`: sent now by a person; `scheduled`: planned by one; `automation`: made by a machine. What a halt's level compares. */
export type DeliveryOrigin = 'person' | 'scheduled' | 'automation'

interface DeliveryTable {
  id: string
  /** Order of creation; breaks ties between deliveries due at the same instant. */
  seq: Generated<string>
  workspaceId: string
  accountId: string
  postId: string
  kind: Generated<string>
  /** Its place in the thread. */
  position: Generated<number>
  /** The one that must be public before: the item it answers, or follows. Null for the first. */
  afterId: string | null
  /** The first of its thread. Null for the first. */
  rootId: string | null
  origin: DeliveryOrigin
  state: Generated<DeliveryState>
  reason: string | null
  detail: string | null
  dueAt: At
  /** Not before: set when the network said "later", or when an unconfirmed one is looked up next. */
  nextTryAt: MaybeAt
  outbound: Json<FrozenOutbound>
  key: string
  /** What it says, without what does not make two texts different (core/duplicates). */
  words: string | null
  /** The delivery whose post it edits or repeats. */
  subjectId: string | null
  /** When its results are asked for next. */
  resultsAt: MaybeAt
  /** When somebody last answered it, or what is in one thread with it. */
  newsAt: MaybeAt
  attemptId: string | null
  attempts: Generated<number>
  remoteId: string | null
  remoteVersion: string | null
  url: string | null
  sentAt: MaybeAt
  /** Its time is one of its account's queue. */
  fromSlot: Generated<boolean>
  createdAt: AtDefault
  updatedAt: AtDefault
}

interface WorkerTable {
  id: string
  host: string
  /** Where its process number means something (lib/machine.ts). */
  machine: string | null
  pid: number
  processStart: string | null
  startedAt: AtDefault
  seenAt: AtDefault
  /** Set once its process is known to be no more. */
  goneAt: MaybeAt
  /** Told by its host (SIGUSR2) to send nothing any more. */
  mutedAt: MaybeAt
}

interface AttemptTable {
  id: string
  deliveryId: string
  workerId: string
  startedAt: AtDefault
  sendBefore: At
  outcome: string | null
  detail: string | null
  settledAt: MaybeAt
  /** True when the worker that made it wrote the outcome itself. */
  reported: Generated<boolean>
  /** What a look-up, or a person who looked, says of it. */
  lookedUp: 'found' | 'absent' | 'published' | 'not_published' | null
  /** Since when nothing of it is on the wire, for certain: what silence waits for. */
  resolvedAt: MaybeAt
  /** The leave by which it passed a halt. */
  exemptionId: string | null
  /** The delivery's key when it was made: rewritten later, it has another. */
  deliveryKey: string | null
}

interface AuditEntryTable {
  seq: Generated<string>
  xid: Generated<string>
  at: AtDefault
  workspaceId: string | null
  action: string
  actorKind: ActorKind
  actorId: string | null
  actorName: string
  subjectKind: string
  subjectId: string | null
  postId: string | null
  detail: Json<object>
  requestId: string | null
  address: string | null
}

/** Tables that our SQL touches. better-auth keeps `verification`, `two_factor` and `passkey` by itself. */
export interface Schema {
  person: PersonTable
  session: SessionTable
  signInMethod: SignInMethodTable
  workspace: WorkspaceTable
  member: MemberTable
  invitation: InvitationTable
  apiToken: ApiTokenTable
  account: AccountTable
  accountCredentials: AccountCredentialsTable
  accountPicture: AccountPictureTable
  accountNews: AccountNewsTable
  networkApp: NetworkAppTable
  begunSignIn: BegunSignInTable
  post: PostTable
  variant: VariantTable
  toneNote: ToneNoteTable
  slotPlan: SlotPlanTable
  slot: SlotTable
  delivery: DeliveryTable
  deliveryResult: DeliveryResultTable
  import: ImportTable
  importRow: ImportRowTable
  worker: WorkerTable
  attempt: AttemptTable
  halt: HaltTable
  haltAttempt: HaltAttemptTable
  haltException: HaltExceptionTable
  haltExemption: HaltExemptionTable
  haltRecall: HaltRecallTable
  haltDrill: HaltDrillTable
  haltHook: HaltHookTable
  haltHookUse: HaltHookUseTable
  campaign: CampaignTable
  playbook: PlaybookTable
  playbookStep: PlaybookStepTable
  playbookContact: PlaybookContactTable
  playbookStatement: PlaybookStatementTable
  playbookRun: PlaybookRunTable
  playbookTick: PlaybookTickTable
  series: SeriesTable
  occurrence: OccurrenceTable
  calendarFeed: CalendarFeedTable
  approval: ApprovalTable
  comment: CommentTable
  commentMention: CommentMentionTable
  commentRead: CommentReadTable
  presence: PresenceTable
  notification: NotificationTable
  notificationSetting: NotificationSettingTable
  notifier: NotifierTable
  storedObject: StoredObjectTable
  media: MediaTable
  mediaRendition: MediaRenditionTable
  auditEntry: AuditEntryTable
}

export type Person = Selectable<PersonTable>
export type Workspace = Selectable<WorkspaceTable>
export type Account = Selectable<AccountTable>
export type Post = Selectable<PostTable>
export type Variant = Selectable<VariantTable>
export type Delivery = Selectable<DeliveryTable>
export type Halt = Selectable<HaltTable>
export type AuditEntry = Selectable<AuditEntryTable>
export type Campaign = Selectable<CampaignTable>
export type Playbook = Selectable<PlaybookTable>
export type Series = Selectable<SeriesTable>
export type Approval = Selectable<ApprovalTable>
export type Media = Selectable<MediaTable>
