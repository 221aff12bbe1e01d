import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { codeIn, files, importsOf, isCode, isTest, places, read, withoutComments, withoutStrings } from './source.ts'

const generated = new Set(['web/src/api/schema.ts'])
const sources = files.filter(
  (path) => /^\w+\/src\//.test(path) && isCode(path) && !isTest(path) && !generated.has(path),
)
const linesOf = (path: string) => read(path).split('\n').length - 1

// Files that are one thing and long. The list only shrinks: a file that became shorter leaves it, and a new one needs a reason.
const long: Record<string, string> = {
  'server/src/connectors/contract.ts': 'the contract, to be read whole',
  'server/src/db/migrations/0001_ground.ts': 'the first tables; a migration that shipped is never changed',
  'server/src/db/schema.ts': 'every table, as the code sees it',
  'web/src/i18n/en/lift.ts': 'the words of the list of what was held',
  'web/src/i18n/fr/lift.ts': 'the same in French',
  'web/src/shell/router.tsx': 'every page, with what it loads before it shows',
}

test('files are short', () => {
  // Good servers sit at a median of 46 to 80 lines; what is longer than a look is not read.
  const lengths = sources.map(linesOf).toSorted((a, b) => a - b)
  expect(lengths.length).toBeGreaterThan(100)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100)
  expect(sources.filter((path) => linesOf(path) > 400)).toEqual([])
  expect(sources.filter((path) => linesOf(path) > 250).toSorted()).toEqual(Object.keys(long).toSorted())
})

test('no catch is empty', () => {
  // An error that nobody hears of is a state that nobody can explain. A comment alone does not handle it.
  const empty = /\bcatch\s*(?:\([^)]*\))?\s*\{\s*\}|\.catch\(\s*(?:async\s*)?\([^)]*\)\s*=>\s*\{\s*\}\s*\)/g
  const found = files.filter(isCode).flatMap((path) => places(path, withoutStrings(read(path)), empty))
  expect(found).toEqual([])
})

test('the environment is read in one place', () => {
  // Every variable has a name, a check and a line in the manual; a hidden one has none. Tools and tests have their own.
  const mayRead = (path: string) =>
    isTest(path) || /^(?:server\/src\/config|scripts|bench|e2e|playground)\/|\.config\.ts$/.test(path)
  const readers = files
    .filter((path) => isCode(path) && !mayRead(path))
    .flatMap((path) => places(path, withoutStrings(read(path)), /\bprocess\s*\.\s*env\b|\benv\s*\}\s*=\s*process\b/g))
  expect(readers).toEqual([])
  const imports = codeIn('server/src')
    .flatMap(importsOf)
    .filter(({ to }) => /^(?:node:)?process$/.test(to))
  expect(imports.map(({ from }) => from)).toEqual([])
})

test('every migration is in the list, in order', () => {
  // A file that is not in the list never runs, and nobody notices on a machine that was made before it.
  const folder = 'server/src/db/migrations'
  const names = files
    .filter((path) => posix.dirname(path) === folder && !path.endsWith('/index.ts'))
    .map((path) => posix.basename(path, '.ts'))
    .toSorted()
  const list = withoutComments(read(`${folder}/index.ts`))
  const listed = [...list.matchAll(/'(\d{4}_\w+)':\s*(\w+)/g)]
  expect(listed.map((match) => match[1])).toEqual(names)
  // and each name leads to the file of that name
  const bound = listed.map((match) => list.match(new RegExp(`\\b${match[2]} from '\\./(\\w+)\\.ts'`))?.[1])
  expect(bound).toEqual(names)
})
