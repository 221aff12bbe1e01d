import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { parts } from './en/index.ts'

// A part of the texts is fetched with the code that speaks with it. Who forgets to bring one shows `settings.title` instead of
// words, and only in the order of pages that nobody tried. So every way to a file is followed here, and what it says compared
// with what those ways bring.

type Tree = { readonly [key: string]: string | Tree }
type Part = keyof typeof parts

function keysOf(tree: Tree, at = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${at}${key}`] : keysOf(value, `${at}${key}.`),
  )
}
const keys = Object.entries(parts).map(([part, tree]) => [part as Part, keysOf(tree)] as const)
const areas = new Set(keys.flatMap(([, all]) => all.map((key) => key.slice(0, key.indexOf('.')))))

/** The parts that say a key, or some of those that begin so. */
function partsOf({ text, isHead }: Said): Part[] {
  const says = (key: string) => (isHead ? key.startsWith(text) : key === text || key.startsWith(`${text}_`))
  return keys.filter(([, all]) => all.some(says)).map(([part]) => part)
}

interface Said {
  readonly text: string
  readonly isHead: boolean
}
interface Way {
  readonly to: string
  readonly brings: readonly Part[]
}

const root = new URL('..', import.meta.url).pathname
const outside = /^(setup|sign-in|invitations)\/|^shell\/no-workspace\.tsx$/

/** What `withTexts(parts, ...)` around a node brings. */
function brought(node: ts.Node | undefined): Part[] {
  if (node === undefined) return []
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'withTexts') return brought(node.parent)
  return [...(node.arguments[0]?.getText().matchAll(/\w+/g) ?? [])].map(([part]) => part as Part)
}

function read(file: string) {
  const source = ts.createSourceFile(file, readFileSync(`${root}${file}`, 'utf8'), ts.ScriptTarget.Latest, true)
  const ways: Way[] = []
  const said: Said[] = []
  const path = (node: ts.Node) => join(dirname(file), (node as ts.StringLiteral).text)
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && node.importClause?.isTypeOnly !== true) {
      ways.push({ to: path(node.moduleSpecifier), brings: [] })
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const to = path(node.arguments[0] ?? node)
      // the pages of a workspace hang from a route that brings `inside`
      const page = file.startsWith('shell/route') && !outside.test(to)
      ways.push({ to, brings: [...brought(node), ...(page ? (['inside'] as const) : [])] })
    }
    if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) && /^[a-z]\w+\./i.test(node.text)) {
      const area = node.text.slice(0, node.text.indexOf('.'))
      if (areas.has(area)) said.push({ text: node.text, isHead: ts.isTemplateHead(node) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { ways, said }
}

// These words are for answers of the server that pages of a workspace alone can get.
const later = new Set(['api/error-sentence.ts'])

// reading every file of the app takes its time on a busy machine
test('every page brings the texts it speaks with', { timeout: 30_000 }, () => {
  const names = globSync('**/*.{ts,tsx}', { cwd: root }).filter((name) => !/\.test\.|^i18n\//.test(name))
  const files = new Map(names.map((name) => [name, read(name)]))
  const here = new Map<string, ReadonlySet<Part>>([['main.tsx', new Set<Part>(['first'])]])
  const queue = ['main.tsx']
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const has = here.get(file) ?? new Set()
    for (const { to, brings } of files.get(file)?.ways ?? []) {
      const before = here.get(to)
      const now = new Set([...has, ...brings].filter((part) => before?.has(part) ?? true))
      if (before?.size === now.size) continue
      here.set(to, now)
      queue.push(to)
    }
  }
  const missing = names.flatMap((name) => {
    const said = later.has(name) ? [] : (files.get(name)?.said ?? [])
    const needed = new Set(said.flatMap(partsOf))
    return [...needed].filter((part) => here.get(name)?.has(part) === false).map((part) => `${name}: ${part}`)
  })
  expect(names.length).toBeGreaterThan(200)
  expect(missing).toEqual([])
})
