import { createHash, randomBytes } from 'node:crypto'

/** A secret for a person to keep: 32 random bytes, readable, with a prefix that names what it is. */
export const newToken = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`

/** What is stored of it. A random token needs no slow hash. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
