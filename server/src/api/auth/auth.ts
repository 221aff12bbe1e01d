import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type { Core } from '../../core/context.ts'
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
    // what is no refusal of its own comes to our error handler; else it is printed whole, rows of the database included
    onAPIError: { throw: true },
    // its sentences go to our log; its further arguments may hold what was typed, and do not
    logger: { level: 'warn', log: (level, message) => core.log[level]({ from: 'sign-in' }, message) },
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
      // a session and whose it is in one question: it is asked for every request
      database: { generateId: () => newId(), joins: true },
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
  })
}

export type Auth = ReturnType<typeof createAuth>
