import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Which key sealed a box: the first 4 bytes of the key's SHA-256. */
const keyId = (key: Buffer): Buffer => createHash('sha256').update(key).digest().subarray(0, 4)

const version = 1
/** Version, key id, nonce, tag. */
const head = 1 + 4 + 12 + 16

/** A secret that cannot be opened: its key is missing, or it was changed or moved. Says the remedy. */
export class SealedError extends Error {
  override readonly name = 'SealedError'
}

/**
 * Seals and opens secrets with AES-256-GCM.
 *
 * A box is: version (1 byte), key id (4), nonce (12), tag (16), ciphertext. `context` is bound to the box: a box copied to
 * another row does not open there.
 */
export class SecretBox {
  #keys: readonly Buffer[]
  readonly #reload: (() => readonly Buffer[]) | undefined

  /**
   * @param keys newest first: the first one seals, all of them open.
   * @param reload reads the keys anew, when a box was sealed by one that another process made meanwhile
   */
  constructor(keys: readonly Buffer[], reload?: () => readonly Buffer[]) {
    this.#keys = keys
    this.#reload = reload
  }

  seal(plain: string, context: string): Buffer {
    const key = this.#keys[0]
    if (key === undefined) throw new Error('No sealing key')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.of(version), keyId(key), nonce, cipher.getAuthTag(), text])
  }

  /** @throws SealedError when no key fits, or the box was changed or moved. */
  open(box: Buffer, context: string): string {
    if (box[0] !== version || box.length < head) {
      throw new SealedError('This secret was damaged, or sealed by another version of Vigie.')
    }
    const id = box.subarray(1, 5)
    const key = this.#find(id)
    if (key === undefined) {
      throw new SealedError(`No key opens this secret (key id ${id.toString('hex')}). Restore the key that sealed it.`)
    }
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(5, 17), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(context)).setAuthTag(box.subarray(17, head))
    try {
      return Buffer.concat([decipher.update(box.subarray(head)), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new SealedError('This secret was changed, or moved from where it was sealed.', { cause })
    }
  }

  #find(id: Buffer): Buffer | undefined {
    const fits = (key: Buffer) => keyId(key).equals(id)
    const known = this.#keys.find(fits)
    if (known !== undefined || this.#reload === undefined) return known
    this.#keys = this.#reload()
    return this.#keys.find(fits)
  }

  /** True when the box was sealed by a key that is no longer the newest. */
  isStale(box: Buffer): boolean {
    const newest = this.#keys[0]
    return newest !== undefined && !keyId(newest).equals(box.subarray(1, 5))
  }
}
