/** UTF-16 offsets in the text of the query. */
export interface Span {
  start: number
  end: number
}

export const textFields = ['text', 'title', 'alt'] as const
export type TextField = (typeof textFields)[number]

export const attributeNames = [
  'author',
  'lang',
  'site',
  'url',
  'link',
  'network',
  'source',
  'country',
  'has',
  'is',
] as const
export type AttributeName = (typeof attributeNames)[number]

export type Comparison = '>' | '>=' | '<' | '<=' | '='

interface Common {
  span: Span
  /** `<<<comments>>>` that stood before this part. */
  comments?: readonly string[]
}

/** A word, or what reads like one: `paris`, `l'été`, `#JO2024`, `te?m`, `vill*`. */
export type TermNode = Common & { kind: 'term'; text: string }
/** `"town hall"`, or with `within` the same words in any order, at most so many other words among them. */
export type PhraseNode = Common & { kind: 'phrase'; text: string; within?: number }
/** Exactly these characters: case, accents and punctuation count. */
export type RawNode = Common & { kind: 'raw'; text: string }
/** At most `words` words between the two parts; `ordered` when the first must come first. */
export type NearNode = Common & { kind: 'near'; parts: readonly [Node, Node]; words: number; ordered: boolean }
export type AndNode = Common & { kind: 'and'; parts: readonly Node[] }
export type OrNode = Common & { kind: 'or'; parts: readonly Node[] }
export type NotNode = Common & { kind: 'not'; part: Node }
/** `title:(…)`: everything inside must be found in that text field. */
export type FieldNode = Common & { kind: 'field'; field: TextField; part: Node }
export type AttributeNode = Common & { kind: 'attribute'; name: AttributeName; value: string }
export type CompareNode = Common & { kind: 'compare'; name: string; comparison: Comparison; value: number }
/** `list:rivals` or `query:brand`: replaced by what the library holds under that name. */
export type NamedNode = Common & { kind: 'named'; of: 'list' | 'query'; name: string }

export type Node =
  | TermNode
  | PhraseNode
  | RawNode
  | NearNode
  | AndNode
  | OrNode
  | NotNode
  | FieldNode
  | AttributeNode
  | CompareNode
  | NamedNode

/** A parsed query. `trailing` are the comments after its last part. */
export interface Query {
  root: Node
  trailing: readonly string[]
}

export function childrenOf(node: Node): readonly Node[] {
  return 'parts' in node ? node.parts : 'part' in node ? [node.part] : []
}
