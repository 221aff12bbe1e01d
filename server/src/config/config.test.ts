import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadSettings } from './config.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = (env: Record<string, string>) => loadSettings({ VIGIE_DATA: folder, ...env })

describe('the configuration', () => {
  test('has a default for everything, and takes an empty variable for none', () => {
    const { config } = load({ VIGIE_URL: '', DATABASE_URL: '' })
    expect(config).toMatchObject({ port: 4400, host: 'localhost', allowPrivate: false, trustProxy: false })
    expect(config.publicUrl).toBeUndefined()
    expect(config.databaseUrl).toBeUndefined()
  })

  test('names every variable that is wrong, at once', () => {
    const wrong = {
      VIGIE_PORT: '99999',
      VIGIE_ALLOW_PRIVATE: 'perhaps',
      VIGIE_LOG: 'loud',
      VIGIE_METRICS_TOKEN: 'short',
    }
    for (const name of Object.keys(wrong)) expect(() => load(wrong)).toThrow(name)
  })

  test.each([
    'ftp://vigie.example',
    'https://vigie.example/under/a/path',
    'vigie.example',
    'https://vigie.example/?a=1',
  ])('refuses %s as the address people open', (url) => expect(() => load({ VIGIE_URL: url })).toThrow('VIGIE_URL'))

  test('takes the slash off the end of an address', () => {
    expect(load({ VIGIE_URL: 'https://vigie.example/' }).config.publicUrl).toBe('https://vigie.example')
  })
})

describe('the sealing keys', () => {
  test('are made on the first start, for nobody else to read, and are the same on the second', () => {
    const first = load({})
    expect(statSync(join(folder, 'vigie.key')).mode & 0o777).toBe(0o600)
    expect(first.secrets.sealingKeys).toHaveLength(1)
    expect(load({}).secrets).toEqual(first.secrets)
  })

  test('from the environment come newest first; adding one signs nobody out', () => {
    const [old, young] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')]
    const { secrets, keyFromEnvironment } = load({ VIGIE_KEY: `${young},${old}` })
    expect(keyFromEnvironment).toBe(true)
    expect(secrets.sealingKeys.map((key) => key[0])).toEqual([2, 1])
    expect(secrets.sessionSecret).toBe(load({ VIGIE_KEY: old }).secrets.sessionSecret)
    expect(secrets.sessionSecret).not.toBe(load({ VIGIE_KEY: young }).secrets.sessionSecret)
  })
})
