import type { Readable } from 'node:stream'

/** Keeps files by key. What is kept under a key never changes. */
export interface Store {
  /** Where the bytes are, for a person. */
  readonly place: string
  /** Takes a file over: it is moved or sent, and gone from `path`. Afterwards it is there whole and lasting, or not at all. */
  put(key: string, path: string, type: string): Promise<void>
  /** @throws StoreError */
  read(key: string): Promise<Buffer>
  /** From byte `start` to byte `end`, both included. @throws StoreError */
  stream(key: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>
  /** Dropping what is not there is no error. */
  drop(key: string): Promise<void>
  /** Writes, reads and removes something. @throws StoreError with what is wrong */
  check(): Promise<void>
}

/** `missing`: there is no such file. `down`: the store cannot be asked or written now. The cause is for the log alone. */
export class StoreError extends Error {
  readonly why: 'missing' | 'down'

  constructor(why: StoreError['why'], message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreError'
    this.why = why
  }
}
