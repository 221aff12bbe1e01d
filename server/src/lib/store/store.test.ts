import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diskStore } from './disk.ts'
import { s3Store } from './s3.ts'
import type { Store } from './store.ts'

let folder: string
let server: S3rver
let address: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-store-'))
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'vigie', configs: [] }],
  })
  const listening = (await server.run()) as AddressInfo
  address = `http://127.0.0.1:${listening.port}`
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const bucket = (change: object = {}) =>
  s3Store({
    bucket: 'vigie',
    endpoint: address,
    region: 'us-east-1',
    accessKey: 'S3RVER',
    secretKey: 'S3RVER',
    prefix: 'brand/',
    ...change,
  })

const stores: Record<string, () => Store> = {
  'a folder': () => diskStore(join(folder, 'disk')),
  'a bucket of an S3 service': () => bucket(),
}

describe.each(Object.entries(stores))('%s', (name, open) => {
  const content = Buffer.from('0123456789'.repeat(5000))
  const put = async (store: Store, key: string) => {
    const path = join(folder, `incoming-${key}`)
    await writeFile(path, content)
    await store.put(key, path, 'image/png')
    return path
  }

  test('gives back what was put, whole or a part, and takes the file over', async () => {
    const store = open()
    const path = await put(store, 'some-key')
    expect(await readdir(folder)).not.toContain(path.slice(folder.length + 1))
    expect((await store.read('some-key')).equals(content)).toBe(true)
    const part = await (await store.stream('some-key', { start: 5, end: 8 })).toArray()
    expect(Buffer.concat(part).toString()).toBe('5678')
    expect(Buffer.concat(await (await store.stream('some-key')).toArray()).equals(content)).toBe(true)
  })

  test('says what is missing; dropping it again is no error', async () => {
    const store = open()
    await put(store, 'gone-key')
    await store.drop('gone-key')
    await store.drop('gone-key')
    await expect(store.read('gone-key')).rejects.toMatchObject({ name: 'StoreError', why: 'missing' })
    await expect(store.stream('gone-key')).rejects.toMatchObject({ why: 'missing' })
  })

  test('can be tried out', async () => {
    await open().check()
    expect(open().place).toContain(name === 'a folder' ? 'disk' : 'vigie')
  })
})

test('a folder takes no path for a key', async () => {
  await expect(diskStore(folder).read('../secret')).rejects.toMatchObject({ why: 'down' })
})

test('what is wrong with a bucket is said without its secret', async () => {
  const wrong = [
    bucket({ bucket: 'none' }),
    bucket({ secretKey: 'a-wrong-secret' }),
    bucket({ endpoint: 'http://127.0.0.1:9' }),
  ]
  for (const store of wrong) {
    const error: unknown = await store.check().catch((caught: unknown) => caught)
    expect(error).toMatchObject({ name: 'StoreError', why: 'down' })
    expect(String(error)).not.toContain('secret')
  }
}, 30_000)
