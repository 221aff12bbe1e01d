import type { AttributeName, AttributeNode, CompareNode } from '../language/ast.ts'
import { foldText } from '../text/fold.ts'
import type { Document } from './document.ts'

/** Every value of an attribute in the form in which it is compared. */
function valuesOf(name: AttributeName, document: Document): string[] {
  const values = document[name === 'site' ? 'url' : name === 'link' ? 'links' : name] ?? []
  return [values].flat().map((value) => normalAttribute(name, value))
}

/** What is searched inside (`url:`, `link:`), not named. */
function isSearched(name: AttributeName): boolean {
  return name === 'url' || name === 'link'
}

/** Addresses are compared without scheme, `www.` and a final slash. */
function address(value: string): string {
  return foldText(value.trim()).replace(/^(?:[a-z]+:\/\/)?(?:www\.)?|\/$/gu, '')
}

/** One value in the form in which it is compared. */
export function normalAttribute(name: AttributeName, value: string): string {
  if (isSearched(name)) return address(value)
  if (name === 'site') return address(value).replace(/[/?#:].*$/u, '')
  const plain = foldText(value.trim())
  return name === 'author' ? plain.replace(/^@/u, '') : plain
}

/**
 * Every value that `name:value` may name exactly to find this document: a host with the domains above it, a language
 * with its main part. What is searched inside has none.
 */
export function keysOf(name: AttributeName, document: Document): string[] {
  if (isSearched(name)) return []
  const values = valuesOf(name, document)
  if (name === 'lang') return values.flatMap((value) => [value, value.replace(/[-_].*$/u, '')])
  if (name !== 'site') return values
  return values.flatMap((host) => {
    const labels = host.split('.').slice(-10)
    return labels.map((_, i) => labels.slice(i).join('.'))
  })
}

/** Can the condition be answered by looking its value up in `keysOf`? */
export function isKey({ name, value }: AttributeNode): boolean {
  return !isSearched(name) && !value.endsWith('*')
}

export function attributeHolds(node: AttributeNode, document: Document): boolean {
  const { name, value } = node
  const wanted = normalAttribute(name, value.replace(/\*$/u, ''))
  if (isSearched(name)) return valuesOf(name, document).some((one) => one.includes(wanted))
  return keysOf(name, document).some((key) => (isKey(node) ? key === wanted : key.startsWith(wanted)))
}

/** A number the document does not give compares as false. */
export function compareHolds({ name, comparison, value }: CompareNode, { numbers }: Document): boolean {
  const given = numbers !== undefined && Object.hasOwn(numbers, name) ? (numbers[name] ?? NaN) : NaN
  if (comparison === '=') return given === value
  if (given === value) return comparison.endsWith('=')
  return comparison.startsWith('>') ? given > value : given < value
}
