import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { codeIn, files, importsOf, isCode, isTest, type Import } from './source.ts'

const server = (path: string) => path.replace('server/src/', '')
const say = ({ from, name }: Import) => `${from} imports ${name}`
const isOurs = ({ to }: Import) => to.includes('/src/') || to.startsWith('@vigie/')

/** A part of the server: the first folder, or the file itself. */
const partOf = (path: string) => server(path).split('/')[0] ?? ''

// Imports point one way (design, section 6). A part knows only what stands below it, so that it can be read, tested and
// replaced without what stands above.
const mayImport: Record<string, readonly string[]> = {
  lib: [],
  db: ['lib'],
  connectors: ['lib'],
  core: ['db', 'lib', 'query', 'connectors'],
  config: ['lib'],
  jobs: ['core', 'db', 'lib'],
  api: ['core', 'db', 'lib', 'connectors'],
  cli: ['api', 'jobs', 'core', 'connectors', 'config', 'db', 'lib'],
  'main.ts': ['cli'],
}

test('imports of the server point one way', () => {
  const code = codeIn('server/src')
  expect(new Set(code.map(partOf))).toEqual(new Set(Object.keys(mayImport)))
  const against = code.flatMap(importsOf).filter((one) => {
    if (!isOurs(one)) return false
    const [from, to] = [partOf(one.from), one.to === '@vigie/query' ? 'query' : partOf(one.to)]
    return from !== to && mayImport[from]?.includes(to) !== true
  })
  expect(against.map(say)).toEqual([])
})

test('core and api know networks by the contract alone', () => {
  // No `if (network === 'x')`: a new network changes a folder of its own and the registry.
  const against = [...codeIn('server/src/core'), ...codeIn('server/src/api')]
    .flatMap(importsOf)
    .filter(({ to }) => to.startsWith('server/src/connectors/') && to !== 'server/src/connectors/contract.ts')
  expect(against.map(say)).toEqual([])
})

test('connectors never see each other', () => {
  // What two networks share belongs to the contract or the guarded HTTP client; a shared helper would tie their fates.
  const common = new Set(['contract.ts', 'contract', 'http.ts', 'http'])
  const gather = new Set(['registry.ts', 'text.ts'])
  const place = (path: string) => server(path).split('/')[1] ?? ''
  const against = codeIn('server/src/connectors')
    .flatMap(importsOf)
    .filter(({ from, to }) => {
      if (!to.startsWith('server/src/connectors/') || gather.has(place(from))) return false
      return place(from) !== place(to) && !common.has(place(to))
    })
  expect(against.map(say)).toEqual([])
  // and the contract itself knows nothing but its own parts
  const parts = codeIn('server/src/connectors/contract')
  const foreign = ['server/src/connectors/contract.ts', ...parts]
    .flatMap(importsOf)
    .filter(({ to }) => !parts.includes(to))
  expect(foreign.map(say)).toEqual([])
})

test('migrations import nothing of ours', () => {
  // A migration that shipped means the same for ever; code that it shared would change under it.
  const against = codeIn('server/src/db/migrations')
    .flatMap(importsOf)
    .filter(({ from, to }) => to.startsWith('server/') && posix.dirname(from) !== posix.dirname(to))
  expect(against.map(say)).toEqual([])
})

test('the query language imports nothing', () => {
  // It runs in the server and in the browser, and is fuzzed alone.
  const against = codeIn('query/src')
    .flatMap(importsOf)
    .filter(({ to }) => !to.startsWith('query/src/'))
  expect(codeIn('query/src').length).toBeGreaterThan(0)
  expect(against.map(say)).toEqual([])
})

test('the web app takes of the server what is written for it', () => {
  // The server's code in a browser would carry its secrets' handling and its weight there. `text` and `contract` are pure.
  const given = ['@vigie/server/text', '@vigie/server/contract', '@vigie/query']
  const against = codeIn('web')
    .flatMap(importsOf)
    .filter(
      ({ to }) => (to.startsWith('@vigie/') && !given.includes(to)) || /^(?:\.\.|server|query|playground)\//.test(to),
    )
  expect(against.map(say)).toEqual([])
})

test('web/src/ui knows neither router nor API', () => {
  // Its parts show what they are given: they can be used on every page, and looked at alone.
  const own = codeIn('web/src/ui')
  const against = own.flatMap(importsOf).filter(({ to }) => {
    if (to.startsWith('web/')) return !to.startsWith('web/src/ui/')
    return /^@tanstack\/|^openapi-fetch|^better-auth|^@vigie\//.test(to)
  })
  expect(own.length).toBeGreaterThan(0)
  expect(against.map(say)).toEqual([])
})

test('what is for tests is used by tests', () => {
  // testing/ makes permits without a gate and people without passwords: nothing that runs may reach it.
  const mayUse = (path: string) => isTest(path) || /^(?:bench|e2e|playground)\//.test(path)
  const forTests = (to: string) => isTest(to) || ['vitest', 'fast-check', '@vigie/playground'].includes(to)
  const against = files
    .filter((path) => path.includes('/src/') && isCode(path) && !mayUse(path))
    .flatMap(importsOf)
    .filter(({ to }) => forTests(to))
  expect(against.map(say)).toEqual([])
})

test('nothing is read from outside the repository', () => {
  const against = files
    .filter(isCode)
    .flatMap(importsOf)
    .filter(({ to }) => to.startsWith('../') || to.startsWith('/'))
  expect(against.map(say)).toEqual([])
})
