import { passkeyClient } from '@better-auth/passkey/client'
import { twoFactorClient } from 'better-auth/client/plugins'
import { createAuthClient } from 'better-auth/react'

/** better-auth's own client: sign-in, second step, passkeys and sessions. Loaded only by the pages that need it. */
export const auth = createAuthClient({
  basePath: '/api/auth',
  fetchOptions: { headers: { 'x-vigie-csrf': '1' } },
  plugins: [twoFactorClient(), passkeyClient()],
})
