import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

// Words written into a component speak one language only. Product names and key caps are not words.
const spoken = new Set(['label', 'title', 'placeholder', 'alt', 'description', 'aria-label', 'error', 'submitLabel'])
const letters = /\p{L}{2,}/u
const root = new URL('..', import.meta.url).pathname

function rawTexts(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const note = (node: ts.Node, text: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    if (letters.test(text)) found.push(`${file.slice(root.length)}:${line + 1} ${text.trim()}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text)
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer !== undefined) {
      if (ts.isStringLiteral(node.initializer)) note(node, node.initializer.text)
    }
    if (ts.isJsxExpression(node) && node.expression !== undefined && ts.isStringLiteral(node.expression)) {
      if (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent)) note(node, node.expression.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('every word on a page comes from the dictionaries', () => {
  const files = globSync('**/*.tsx', { cwd: root }).map((file) => `${root}${file}`)
  expect(files.length).toBeGreaterThan(40)
  // The address of the API's description is the same in every language.
  expect(files.flatMap(rawTexts)).toEqual([expect.stringContaining('/api/docs')])
})
