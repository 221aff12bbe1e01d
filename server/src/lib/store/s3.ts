import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type * as Sdk from '@aws-sdk/client-s3'
import { StoreError, type Store } from './store.ts'

export interface S3Options {
  readonly bucket: string
  /** Address of the service; without it, Amazon's of the region. */
  readonly endpoint?: string | undefined
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  /** Put before every key, for a bucket that others use too. */
  readonly prefix: string
}

/** Files in a bucket of any service that speaks S3. A put is whole or not at all there. */
export function s3Store({ bucket, endpoint, region, accessKey, secretKey, prefix }: S3Options): Store {
  let made: Promise<{ sdk: typeof Sdk; client: Sdk.S3Client }> | undefined
  const open = () =>
    (made ??= import('@aws-sdk/client-s3').then((sdk) => {
      const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey }
      // most services of one's own have no name for each bucket, and know no newer checksums
      const address = endpoint === undefined ? {} : { endpoint, forcePathStyle: true }
      const checksums = {
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      } as const
      return { sdk, client: new sdk.S3Client({ region, credentials, maxAttempts: 3, ...checksums, ...address }) }
    }))
  const at = (key: string) => ({ Bucket: bucket, Key: prefix + key })

  async function get(key: string, range?: { start: number; end: number }): Promise<Readable> {
    return asking(async () => {
      const { sdk, client } = await open()
      const part = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }
      const { Body } = await client.send(new sdk.GetObjectCommand({ ...at(key), ...part }))
      if (!(Body instanceof Readable)) throw new Error('The service sent no file')
      return Body
    })
  }

  const store: Store = {
    place: `${endpoint ?? `s3.${region}`}/${bucket}/${prefix}`,
    async put(key, path, type) {
      await asking(async () => {
        const { sdk, client } = await open()
        const { size } = await stat(path)
        const Body = createReadStream(path)
        await client.send(new sdk.PutObjectCommand({ ...at(key), Body, ContentLength: size, ContentType: type }))
      })
      await rm(path, { force: true })
    },
    async read(key) {
      const stream = await get(key)
      return asking(async () => Buffer.concat(await stream.toArray()))
    },
    stream: get,
    async drop(key) {
      await asking(async () => {
        const { sdk, client } = await open()
        await client.send(new sdk.DeleteObjectCommand(at(key)))
      })
    },
    async check() {
      const key = `check-${Date.now()}`
      await asking(async () => {
        const { sdk, client } = await open()
        await client.send(new sdk.PutObjectCommand({ ...at(key), Body: 'check' }))
      })
      await store.read(key)
      await store.drop(key)
    },
  }
  return store
}

/** The service's words are for the log: they may quote what was signed. */
async function asking<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof StoreError) throw error
    const { name } = error as Error
    if (name === 'NoSuchKey' || name === 'NotFound') throw new StoreError('missing', 'There is no such file', error)
    throw new StoreError('down', `The S3 service did not do it (${name})`, error)
  }
}
