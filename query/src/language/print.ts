import type { Node, Query } from './ast.ts'

const OR = 1
const AND = 2
const NEAR = 3
const NOT = 4
const WORD = 5

const levels: Readonly<Partial<Record<Node['kind'], number>>> = { or: OR, and: AND, near: NEAR, not: NOT }
const levelOf = ({ kind }: Node) => levels[kind] ?? WORD

/** Writes a query in the language, with English operators; parsing it again gives the same query. */
export function print(query: Query): string {
  return [bare(query.root, 0), ...query.trailing.map(comment)].join(' ')
}

export function printNode(node: Node): string {
  return bare(node, 0)
}

/** Prints a part that must bind at least as tightly as `level`; weaker ones are put in parentheses. */
function bare(node: Node, level: number): string {
  const comments = (node.comments ?? []).map(comment)
  const inside = body(node)
  const weak = levelOf(node) < level || (comments.length > 0 && levelOf(node) < NOT)
  return [...comments, weak ? `(${inside})` : inside].join(' ')
}

function body(node: Node): string {
  switch (node.kind) {
    case 'or':
      return node.parts.map((part) => bare(part, AND)).join(' OR ')
    case 'and':
      return node.parts.map((part) => bare(part, NEAR)).join(' AND ')
    case 'near': {
      const operator = `${node.ordered ? 'ONEAR' : 'NEAR'}/${node.words}`
      return `${bare(node.parts[0], NEAR)} ${operator} ${bare(node.parts[1], NOT)}`
    }
    case 'not':
      return `NOT ${bare(node.part, NOT)}`
    case 'field':
      return `${node.field}:${group(node.part)}`
    case 'term':
      return node.text
    case 'phrase':
      return quote(node.text) + (node.within === undefined ? '' : `~${node.within}`)
    case 'raw':
      return `raw:${quote(node.text)}`
    case 'attribute':
      return `${node.name}:${value(node.value)}`
    case 'named':
      return `${node.of}:${value(node.name)}`
    case 'compare':
      return `${node.name}${node.comparison}${node.value}`
  }
}

/** What follows `title:` directly: one word or phrase, else parentheses. */
function group(part: Node): string {
  const single = (part.kind === 'term' || part.kind === 'phrase' || part.kind === 'raw') && part.comments === undefined
  return single ? bare(part, WORD) : `(${bare(part, 0)})`
}

function comment(text: string): string {
  return `<<<${text}>>>`
}

function quote(text: string): string {
  return `"${text.replace(/["“”„«»\\]/gu, '\\$&')}"`
}

function value(text: string): string {
  return /^[\p{L}\p{N}_@#.][\p{L}\p{N}_@#./-]*$/u.test(text) && !operatorLike.test(text) ? text : quote(text)
}

const operatorLike = /^(?:AND|OR|NOT|ET|OU|SAUF|O?(?:NEAR|PRÈS|PRES)(?:\/.*)?)$/u
