import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Secrets {
  /** Sealing keys, newest first: the first one seals, all of them open. 32 bytes each. */
  readonly sealingKeys: readonly Buffer[]
  /** For signing session cookies; derived, so that there is one secret to keep. */
  readonly sessionSecret: string
  /** The mail server, with its password. */
  readonly smtpUrl: string | undefined
  /** Opens the bucket of files, where there is one. */
  readonly bucketKey?: { readonly accessKey: string; readonly secretKey: string } | undefined
}

const keyFile = (folder: string) => join(folder, 'vigie.key')

function parseKey(text: string, origin: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32) {
    throw new Error(
      `${origin}: a sealing key is 32 bytes in base64; this one has ${key.length}. Make one with: openssl rand -base64 32`,
    )
  }
  return key
}

function readKeyFile(path: string): Buffer[] {
  const loose = statSync(path).mode & 0o077
  if (loose !== 0) throw new Error(`${path} can be read by others. Remedy: chmod 600 ${path}`)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parseKey(line, path))
}

/** Writes the keys, newest first, one a line, readable by us alone. */
export function writeKeyFile(folder: string, keys: readonly Buffer[]): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(keyFile(folder), keys.map((key) => `${key.toString('base64')}\n`).join(''), { mode: 0o600 })
  chmodSync(keyFile(folder), 0o600)
}

/**
 * Sealing keys from VIGIE_KEY (several may be given, newest first, separated by commas) or from the key file, which is made on
 * first start.
 * @throws Error when a key has the wrong length or the file can be read by others.
 */
export function readSecrets(folder: string, fromEnv: string | undefined): Omit<Secrets, 'smtpUrl'> {
  if (fromEnv === undefined && !existsSync(keyFile(folder))) writeKeyFile(folder, [randomBytes(32)])
  const sealingKeys =
    fromEnv === undefined ? readKeyFile(keyFile(folder)) : fromEnv.split(',').map((text) => parseKey(text, 'VIGIE_KEY'))
  // the oldest key signs sessions, so that adding a new one signs nobody out
  const root = sealingKeys.at(-1)
  if (root === undefined) throw new Error(`${keyFile(folder)} is empty. Remedy: restore it from a backup.`)
  const derived = Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), 'vigie session', 32))
  return { sealingKeys, sessionSecret: derived.toString('base64') }
}
