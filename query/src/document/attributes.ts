import type { AttributeName, AttributeNode, Comparison, CompareNode } from '../language/ast.ts'
import { foldText } from '../text/fold.ts'
import type { Document } from './document.ts'

type Values = string | readonly string[] | undefined

function listed(values: Values): readonly string[] {
  return values === undefined ? [] : typeof values === 'string' ? [values] : values
}

function fromDocument(name: AttributeName, document: Document): readonly string[] {
  return listed(document[name === 'site' ? 'url' : name === 'link' ? 'links' : name])
}

/** Addresses are compared without scheme, `www.` and a final slash. */
function address(value: string): string {
  return foldText(value.trim())
    .replace(/^[a-z]+:\/\//u, '')
    .replace(/^www\./u, '')
    .replace(/\/$/u, '')
}

/** One value in the form in which it is compared. */
export function normalAttribute(name: AttributeName, value: string): string {
  if (name === 'url' || name === 'link') return address(value)
  if (name === 'site') return address(value).replace(/[/?#:].*$/u, '')
  const plain = foldText(value.trim())
  return name === 'author' ? plain.replace(/^@/u, '') : plain
}

/**
 * Every value that `name:value` may name exactly to find this document: a host with the domains above it, a language
 * with its main part. What is searched inside (`url:`, `link:`) has none.
 */
export function keysOf(name: AttributeName, document: Document): string[] {
  if (name === 'url' || name === 'link') return []
  const values = fromDocument(name, document).map((value) => normalAttribute(name, value))
  if (name === 'lang') return values.flatMap((value) => [value, value.replace(/[-_].*$/u, '')])
  if (name !== 'site') return values
  return values.flatMap((host) => {
    const labels = host.split('.').slice(-10)
    return labels.map((_, i) => labels.slice(i).join('.'))
  })
}

/** Can the condition be answered by looking its value up in `keysOf`? */
export function isKey(node: AttributeNode): boolean {
  return node.name !== 'url' && node.name !== 'link' && !node.value.endsWith('*')
}

export function attributeHolds(node: AttributeNode, document: Document): boolean {
  const wanted = normalAttribute(node.name, node.value.replace(/\*$/u, ''))
  if (isKey(node)) return keysOf(node.name, document).includes(wanted)
  if (node.name !== 'url' && node.name !== 'link')
    return keysOf(node.name, document).some((key) => key.startsWith(wanted))
  return fromDocument(node.name, document).some((value) => normalAttribute(node.name, value).includes(wanted))
}

const comparisons: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
}

/** A number the document does not give compares as false. */
export function compareHolds(node: CompareNode, document: Document): boolean {
  const { numbers } = document
  if (numbers === undefined || !Object.hasOwn(numbers, node.name)) return false
  const value = numbers[node.name]
  return value !== undefined && comparisons[node.comparison](value, node.value)
}
