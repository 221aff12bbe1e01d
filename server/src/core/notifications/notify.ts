import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { newId } from '../../lib/ids.ts'
import { type Core, transact } from '../context.ts'
import { isForManagers, usualWays, type NotificationKind, type Ways } from './kinds.ts'
import { needOf, type Member, type Told } from './needs.ts'
import { readRecord, readUnconfirmed, takePosition } from './read-record.ts'

/** Mails are gathered for so long, in seconds: two hundred failures are one mail. */
const gatherFor = 60
const together = 1000

/** Reads the record from where it was read last, and tells people of what needs them. Ended needs are not told any more. */
export async function notify(core: Core): Promise<void> {
  const workspaces = await transact(core, async (tx) => {
    const since = await takePosition(tx)
    if (since === undefined) return []
    const { told, position } = await readRecord(tx, since)
    const all = [...told, ...(await readUnconfirmed(tx))]
    const touched = all.length === 0 ? [] : await tell(tx, all, core.mail !== undefined)
    const ended = await endNeeds(tx)
    await tx.updateTable('notifier').set({ position }).execute()
    return [...new Set([...touched, ...ended])]
  })
  for (const workspaceId of workspaces) core.bell.hint({ kind: 'notifications', workspaceId })
}

async function tell(tx: Tx, told: readonly Told[], mails: boolean): Promise<string[]> {
  const workspaces = [...new Set(told.map(({ workspaceId }) => workspaceId))]
  const members = await tx
    .selectFrom('member')
    .select(['workspaceId', 'personId', 'role'])
    .where('workspaceId', 'in', workspaces)
    .execute()
  const settings = await tx
    .selectFrom('notificationSetting')
    .selectAll()
    .where('workspaceId', 'in', workspaces)
    .execute()
  const chosen = new Map(settings.map((one) => [`${one.workspaceId} ${one.personId} ${one.kind}`, one]))
  const choiceOf = ({ workspaceId, personId }: Member, kind: NotificationKind): Ways | undefined =>
    chosen.get(`${workspaceId} ${personId} ${kind}`)
  const rows = told.flatMap((one) => {
    const need = needOf(one)
    if (need === undefined) return []
    const here = members.filter(({ workspaceId }) => workspaceId === one.workspaceId)
    const isTold = (member: Member) =>
      need.isFor(member) || (isForManagers(need.kind) && choiceOf(member, need.kind) !== undefined)
    const others = here.filter((member) => member.personId !== one.actorId && isTold(member))
    return others.flatMap((member) => {
      const { inApp, email } = choiceOf(member, need.kind) ?? usualWays(member.role, need.kind)
      return inApp || email ? [toRow(one, member, need.kind, { inApp, email: email && mails })] : []
    })
  })
  const persons = new Set<string>()
  for (let at = 0; at < rows.length; at += together) {
    const made = await tx
      .insertInto('notification')
      .values(rows.slice(at, at + together))
      .onConflict((conflict) =>
        conflict.columns(['personId', 'kind', 'subjectId']).where('readAt', 'is', null).doNothing(),
      )
      .returning(['personId', 'mailDue'])
      .execute()
    for (const { personId, mailDue } of made) if (mailDue) persons.add(personId)
  }
  for (const personId of persons) await addMail(tx, personId)
  return workspaces
}

function toRow(told: Told, { workspaceId, personId }: Member, kind: string, ways: Omit<Ways, 'browser'>) {
  const { subjectKind, subjectId, postId, actorName, action, detail } = told
  const said = { action, by: actorName, ...(detail['reason'] === undefined ? {} : { reason: detail['reason'] }) }
  const more = detail['scheduled'] === undefined ? {} : { scheduled: detail['scheduled'], endsAt: detail['endsAt'] }
  return {
    id: newId(),
    workspaceId,
    personId,
    kind,
    subjectKind,
    subjectId,
    postId,
    detail: JSON.stringify({ ...said, ...more }),
    readAt: ways.inApp ? null : new Date(),
    mailDue: ways.email,
  }
}

/** Somebody else has seen to it: nobody is kept looking at what needs nobody. */
async function endNeeds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ workspaceId: string }>`
    update notification n set read_at = coalesce(n.read_at, clock_timestamp()), mail_due = false
    where (n.read_at is null or n.mail_due) and case
      when n.kind like 'delivery\\_%' then not exists (
        select from delivery d where d.id = n.subject_id and d.state in ('held', 'failed', 'unconfirmed'))
      when n.kind = 'approval_asked' then not exists (
        select from approval a where a.id = n.subject_id and a.current and a.state = 'asked')
      when n.kind = 'account_needs_sign_in' then not exists (
        select from account a where a.id = n.subject_id and a.health = 'needs_sign_in' and a.disconnected_at is null)
      -- renewed, signed in again, or disconnected
      when n.kind = 'sign_in_ending' then not exists (
        select from account_credentials c where c.account_id = n.subject_id and c.ends_at = (n.detail->>'endsAt')::timestamptz)
      else false end
    returning n.workspace_id as "workspaceId"`.execute(tx)
  return rows.map(({ workspaceId }) => workspaceId)
}

/** The first thing to tell sets the time: what comes after it goes with it, and does not put it off. */
async function addMail(tx: Tx, personId: string): Promise<void> {
  await sql`select graphile_worker.add_job('send_mail', json_build_object('personId', ${personId}::text),
    job_key := 'mail:' || ${personId}, job_key_mode := 'preserve_run_at',
    run_at := clock_timestamp() + make_interval(secs => ${gatherFor}), max_attempts := 25)`.execute(tx)
}
