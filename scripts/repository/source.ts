import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Files of the repository, by path from its root: what git keeps, and what is new and not ignored. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))

const texts = new Map<string, string>()

export function read(path: string): string {
  const text = texts.get(path) ?? readFileSync(join(root, path), 'utf8')
  texts.set(path, text)
  return text
}

export const isCode = (path: string): boolean => /\.tsx?$/.test(path)
/** Tests, and what only tests use. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$|\/contract-suite\.ts$/.test(path) || path.split('/').includes('testing')

/** Code files under a folder that are not tests. */
export const codeIn = (folder: string): string[] =>
  files.filter((path) => path.startsWith(`${folder}/`) && isCode(path) && !isTest(path))

export interface Import {
  readonly from: string
  /** As it is written. */
  readonly name: string
  /** Path in the repository, for a relative one; as it is written, for a package. */
  readonly to: string
}

// Formatted code begins every import at the start of a line; a dynamic one may stand anywhere.
const statement = /^(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g

/** Everything a file imports or hands on, types too: a type binds as much as a value does. */
export function importsOf(path: string): Import[] {
  const code = withoutComments(read(path))
  const names = [...code.matchAll(statement), ...code.matchAll(dynamic)].map((match) => match[1] ?? '')
  return names.map((name) => ({
    from: path,
    name,
    to: name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name)) : name,
  }))
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

// A slash begins a regular expression where no value can end: after these, a word such as `return`, or at the start of a line.
const beforeRegex = /(?:^|[=(,:;!&|?{}[+\-*%<>~^]|\b(?:return|typeof|case|of|in|do|else))\s*$/

/**
 * A text of the same length with comments blanked; with `strings`, the contents of strings, templates and regular
 * expressions too. Knows no more of the language than it needs to tell those apart.
 */
function mask(text: string, strings: boolean): string {
  const tokens =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}|[^`\\])*`|\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/g
  let result = ''
  let last = 0
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token] = match
    const { index } = match
    const isComment = token.startsWith('//') || token.startsWith('/*')
    if (!isComment && token.startsWith('/') && !beforeRegex.test(text.slice(Math.max(0, index - 20), index))) {
      tokens.lastIndex = index + 1
      continue
    }
    result += text.slice(last, index)
    if (isComment) result += blank(token)
    else result += strings ? `${token[0]}${blank(token.slice(1, -1))}${token.at(-1)}` : token
    last = index + token.length
  }
  return result + text.slice(last)
}

export const withoutComments = (text: string): string => mask(text, false)
export const withoutStrings = (text: string): string => mask(text, true)

/** The text between a bracket at `open` and its partner, in a text without strings. */
export function bracketed(code: string, open: number): string {
  const pairs: Record<string, string> = { '(': ')', '{': '}', '[': ']' }
  const opening = code[open] ?? ''
  const closing = pairs[opening]
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if (code[at] === opening) depth++
    else if (code[at] === closing && --depth === 0) return code.slice(open + 1, at)
  }
  throw new Error(`The bracket at ${open} is never closed`)
}

/** `path:line` of every match. */
export function places(path: string, code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map((match) => `${path}:${code.slice(0, match.index).split('\n').length}`)
}
