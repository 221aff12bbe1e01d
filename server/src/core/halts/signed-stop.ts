import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Halt } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { hookContext } from './hooks.ts'
import type { SealRequest } from './seal.ts'

/** How far the sender's clock may be from ours, in seconds. */
const tolerance = 300

interface Signature {
  readonly at: string
  readonly mac: string
}

/** `t=<unix seconds>,v1=<hex>` */
function parse(header: string | undefined): Signature | undefined {
  const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(header?.replaceAll(' ', '') ?? '')
  const [, at, mac] = found ?? []
  return at === undefined || mac === undefined ? undefined : { at, mac: mac.toLowerCase() }
}

/** A stop that a machine asks for, by a signature over the time and the very bytes of the body. */
export interface SignedStop {
  readonly hookId: string
  readonly signature: string | undefined
  readonly body: string
  readonly from: Pick<Actor, 'requestId' | 'address'>
}

/**
 * Checks a signed stop. What it returns is sealed with the use of the signature, in one transaction: one signature stops once.
 * @throws NOT_FOUND for a hook that is none or was revoked, HOOK_SIGNATURE, and when sealed HOOK_USED
 */
export async function readSignedStop(core: Core, stop: SignedStop): Promise<SealRequest> {
  const { hookId, body, from } = stop
  const hook = await core.urgent
    .selectFrom('haltHook')
    .selectAll()
    .where('id', '=', hookId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (hook === undefined) throw errors.notFound()
  const given = parse(stop.signature)
  if (given === undefined)
    throw errors.hookSignature('Send the header X-Vigie-Signature: t=UNIX_SECONDS,v1=HEX of the HMAC-SHA256.')
  const off = Math.abs(core.clock.wall().getTime() / 1000 - Number(given.at))
  if (off > tolerance)
    throw errors.hookSignature(
      `It was signed ${Math.round(off)} s away from our time: at most ${tolerance} are let pass.`,
    )
  const secret = core.box.open(hook.sealedSecret, hookContext(hookId))
  const wanted = createHmac('sha256', secret).update(`${given.at}.${body}`).digest()
  if (!timingSafeEqual(wanted, Buffer.from(given.mac, 'hex'))) throw errors.hookSignature()
  return {
    scopes: [{ workspaceId: hook.workspaceId }],
    level: hook.level,
    reason: `Webhook: ${hook.name}`,
    actor: { kind: 'system', id: null, name: `webhook ${hook.name}`, ...from },
    personId: null,
    provided: (tx) => useUp(tx, hookId, `${given.at}.${given.mac}`),
  }
}

/**
 * The stop that this webhook has sealed before and that is still whole: a monitor that goes on calling does not pile up stops that somebody
 * has to lift one by one. The call is written to it, and its signature is used up.
 * @throws HOOK_USED
 */
export async function askedAgain(core: Core, request: SealRequest): Promise<Halt | undefined> {
  const [scope] = request.scopes
  const { actor, level = 'all' } = request
  return transact({ db: core.urgent, bell: core.bell }, async (tx) => {
    const halt = await tx
      .selectFrom('halt as h')
      .selectAll()
      .where('workspaceId', '=', scope?.workspaceId ?? null)
      .where('haltedByKind', '=', 'system')
      .where('haltedByName', '=', actor.name)
      .where('level', '=', level)
      .where('liftedAt', 'is', null)
      .where((eb) =>
        eb.not(eb.exists(eb.selectFrom('haltException as e').select('e.id').whereRef('e.haltId', '=', 'h.id'))),
      )
      .orderBy('sealedAt')
      .limit(1)
      .executeTakeFirst()
    if (halt === undefined) return undefined
    await request.provided?.(tx)
    const detail = request.reason === undefined ? {} : { reason: request.reason }
    const subject = { kind: 'halt', id: halt.id } as const
    await record(tx, { workspaceId: halt.workspaceId, action: 'halt.called_again', actor, subject, detail })
    return halt
  })
}

/** @throws HOOK_USED */
async function useUp(tx: Tx, hookId: string, signature: string): Promise<void> {
  // older ones are refused by their time
  await tx
    .deleteFrom('haltHookUse')
    .where('hookId', '=', hookId)
    .where('usedAt', '<', sql<Date>`clock_timestamp() - make_interval(secs => ${4 * tolerance})`)
    .execute()
  const used = await tx
    .insertInto('haltHookUse')
    .values({ hookId, signature, usedAt: sql<Date>`clock_timestamp()` })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hookId')
    .executeTakeFirst()
  if (used === undefined) throw errors.hookUsed()
  await tx
    .updateTable('haltHook')
    .set({ lastUsedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', hookId)
    .execute()
}
