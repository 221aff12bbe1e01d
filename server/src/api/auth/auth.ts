import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import { record } from '../../core/audit/record.ts'
import { type Core, transact } from '../../core/context.ts'
import { newId } from '../../lib/ids.ts'

interface AuthOptions {
  readonly core: Core
  readonly secret: string
  readonly origins: readonly string[]
  /** The origin people open. */
  readonly publicUrl: string
}

/** Header in which the server hands the caller's address to better-auth; what a client sends there is overwritten. */
export const addressHeader = 'x-vigie-address'

const day = 24 * 60 * 60

/** Sign-in by better-auth, on our tables. People come by set-up or invitation, never by signing up. */
export function createAuth({ core, secret, origins, publicUrl }: AuthOptions) {
  return betterAuth({
    appName: 'Vigie',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [...origins],
    database: { db: core.db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    // our own limits count per address and per account
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      modelName: 'person',
      additionalFields: {
        language: { type: 'string', input: false },
        timeZone: { type: 'string', input: false },
        installationOwner: { type: 'boolean', input: false },
      },
      changeEmail: { enabled: false },
      deleteUser: { enabled: false },
    },
    session: { modelName: 'session', fields: { userId: 'personId' }, expiresIn: 30 * day, updateAge: day },
    account: { modelName: 'signInMethod', fields: { userId: 'personId' } },
    verification: { modelName: 'verification' },
    advanced: {
      cookiePrefix: 'vigie',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [
      twoFactor({ issuer: 'Vigie', schema: { twoFactor: { modelName: 'twoFactor', fields: { userId: 'personId' } } } }),
      passkey({
        rpID: new URL(publicUrl).hostname,
        rpName: 'Vigie',
        origin: publicUrl,
        schema: { passkey: { modelName: 'passkey', fields: { userId: 'personId', credentialID: 'credentialId' } } },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          after: async (session) => {
            const { userId, ipAddress } = session as { userId: string; ipAddress?: string | null }
            await transact(core, async (tx) => {
              const who = await tx.selectFrom('person').select('name').where('id', '=', userId).executeTakeFirst()
              const actor = {
                kind: 'person',
                id: userId,
                name: who?.name ?? '',
                ...(ipAddress ? { address: ipAddress } : {}),
              } as const
              const subject = { kind: 'person', id: userId } as const
              await record(tx, { workspaceId: null, action: 'person.signed_in', actor, subject })
            })
          },
        },
      },
    },
  })
}

export type Auth = ReturnType<typeof createAuth>
