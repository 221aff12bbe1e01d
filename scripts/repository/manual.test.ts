import { expect, test } from 'vitest'
import { variables } from '../../server/src/config/env.ts'
import { errors } from '../../server/src/core/errors.ts'
import { files, read, withoutComments } from './source.ts'

// A manual that is nearly right is worse than none: what it lists is compared with the code, both ways.

/** What stands in backticks at the start of each row of the tables in one section of a document. */
function firstCells(path: string, section: string): string[] {
  const text =
    read(path)
      .split(/^## /m)
      .find((part) => part.startsWith(`${section}\n`)) ?? ''
  return [...text.matchAll(/^\| `([^`]+)` /gm)].map((match) => match[1] ?? '')
}

test('every error code is in docs/errors.md, and no other', () => {
  const inCode = Object.values(errors).map(({ code, status }) => `${code} ${status}`)
  const inManual = [...read('docs/errors.md').matchAll(/^### `([A-Z_]+)` \((\d{3})\)$/gm)].map(
    (match) => `${match[1]} ${match[2]}`,
  )
  expect(inManual.toSorted()).toEqual(inCode.toSorted())
})

test('every environment variable is in docs/operations.md with its default, and no other', () => {
  const inCode = Object.entries(variables).map(([name, type]) => {
    const fallback = type.parse(undefined)
    return `${name} = ${fallback ?? ''}`
  })
  const rows = [...read('docs/operations.md').matchAll(/^\| `([A-Z0-9_]+)` +\| *(?:`([^`]*)`)? *\|/gm)]
  expect(rows.map((match) => `${match[1]} = ${match[2] ?? ''}`).toSorted()).toEqual(inCode.toSorted())
})

test('every command is in docs/operations.md, and no other', () => {
  const main = withoutComments(read('server/src/main.ts'))
  const inCode = [...main.matchAll(/\.command\('([\w-]+)/g)].map((match) => match[1] ?? '')
  expect(inCode.length).toBeGreaterThan(5)
  const inManual = firstCells('docs/operations.md', 'Commands').map((cell) => cell.replace(/ .*/, ''))
  expect(inManual.toSorted()).toEqual(inCode.toSorted())
})

test('links between the documents lead somewhere', () => {
  const documents = files.filter((path) => path.endsWith('.md'))
  const broken = documents.flatMap((path) => {
    const folder = path.includes('/') ? path.replace(/[^/]*$/, '') : ''
    return [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map((match) => new URL(`${folder}${match[1]}`, 'file:///').pathname.slice(1))
      .filter((target) => !files.some((file) => file === target || file.startsWith(`${target.replace(/\/$/, '')}/`)))
      .map((target) => `${path} links to ${target}`)
  })
  expect(broken).toEqual([])
})

test('every npm script that the documents name exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = files
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [...read(path).matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)(?! -w)/g)].map((match) => match[1] ?? ''),
    )
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
})
