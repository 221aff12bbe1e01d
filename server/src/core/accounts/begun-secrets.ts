import type { Credentials } from '../../connectors/contract.ts'
import type { SecretBox } from '../../lib/secret-box.ts'

/** What finishes a sign-in that was begun: nobody but us may (RFC 7636), and what the network's connector keeps for it. */
export interface BegunSecrets {
  readonly verifier: string
  readonly kept: Credentials
}

const context = (id: string): string => `begun_sign_in:${id}`

export function sealSecrets(box: SecretBox, id: string, secrets: BegunSecrets): Buffer {
  return box.seal(JSON.stringify(secrets), context(id))
}

/** Undefined for one that an older Vigie began: it held the verifier alone. */
export function openSecrets(box: SecretBox, id: string, sealed: Buffer): BegunSecrets | undefined {
  const text = box.open(sealed, context(id))
  return text.startsWith('{') ? (JSON.parse(text) as BegunSecrets) : undefined
}
