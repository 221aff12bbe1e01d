import type { FastifyRequest } from 'fastify'
import { record } from '../../core/audit/record.ts'
import { type Core, transact } from '../../core/context.ts'
import { authPaths } from './paths.ts'

interface Somebody {
  readonly id: string
  readonly name: string
}

/** Who an answer of better-auth signed in; none while the second step is still to come. */
async function whoSignedIn(response: Response): Promise<Somebody | undefined> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  const { user, session } = (body ?? {}) as { user?: Partial<Somebody>; session?: { userId?: string } }
  const id = user?.id ?? session?.userId
  return id === undefined ? undefined : { id, name: user?.name ?? '' }
}

/**
 * Writes what better-auth did into the record. In a transaction of its own, after better-auth's: where it fails the answer (and
 * with it a new session's cookie) is not given.
 */
export async function recordAuth(
  core: Core,
  request: FastifyRequest,
  path: string,
  before: Somebody | undefined,
  response: Response,
): Promise<void> {
  const { records, signIn } = authPaths[path] ?? {}
  if (request.method !== 'POST' || response.status >= 400) return
  const who = before ?? (signIn === true ? await whoSignedIn(response) : undefined)
  const action = before === undefined || records === undefined ? signIn && 'person.signed_in' : records
  if (who === undefined || action === undefined) return
  const actor = { kind: 'person', id: who.id, name: who.name, requestId: request.id, address: request.ip } as const
  await transact(core, async (tx) => {
    const person = await tx.selectFrom('person').select('name').where('id', '=', who.id).executeTakeFirst()
    await record(tx, {
      workspaceId: null,
      action,
      actor: { ...actor, name: person?.name ?? who.name },
      subject: { kind: 'person', id: who.id },
    })
  })
}
