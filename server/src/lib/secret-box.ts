import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Which key sealed a box: the first 4 bytes of the key's SHA-256. */
export const keyId = (key: Buffer): Buffer => createHash('sha256').update(key).digest().subarray(0, 4)

const version = 1

/**
 * Seals and opens secrets with AES-256-GCM.
 *
 * A box is: version (1 byte), key id (4), nonce (12), tag (16), ciphertext. `context` is bound to the box: a box copied to
 * another row does not open there.
 */
export class SecretBox {
  readonly #keys: readonly Buffer[]

  /** @param keys newest first: the first one seals, all of them open. */
  constructor(keys: readonly Buffer[]) {
    this.#keys = keys
  }

  seal(plain: string, context: string): Buffer {
    const key = this.#keys[0]
    if (key === undefined) throw new Error('No sealing key')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.of(version), keyId(key), nonce, cipher.getAuthTag(), text])
  }

  /** @throws Error when no key fits, or the box was changed or moved. */
  open(box: Buffer, context: string): string {
    if (box[0] !== version) throw new Error('This secret was sealed by another version of Vigie')
    const id = box.subarray(1, 5)
    const key = this.#keys.find((candidate) => keyId(candidate).equals(id))
    if (key === undefined) {
      throw new Error(`No key opens this secret (key id ${id.toString('hex')}). Restore the key file that sealed it.`)
    }
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(5, 17))
    decipher.setAAD(Buffer.from(context)).setAuthTag(box.subarray(17, 33))
    return Buffer.concat([decipher.update(box.subarray(33)), decipher.final()]).toString('utf8')
  }

  /** True when the box was sealed by a key that is no longer the newest. */
  isStale(box: Buffer): boolean {
    const newest = this.#keys[0]
    return newest !== undefined && !keyId(newest).equals(box.subarray(1, 5))
  }
}
