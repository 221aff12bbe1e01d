/** Names in a comment: what is being typed after an @, and who is named. Pure. */
import type { Member } from '../api/types.ts'

type Named = Pick<Member, 'personId' | 'name'>

/** What follows the @ before the cursor; undefined when no name is being typed. */
export function typedName(text: string, cursor: number): { from: number; typed: string } | undefined {
  const before = text.slice(0, cursor)
  const found = /(?:^|\s)@([\p{L}\p{N}'’.-]{0,40}(?: [\p{L}\p{N}'’.-]{0,40})?)$/u.exec(before)
  return found === null ? undefined : { from: before.lastIndexOf('@'), typed: found[1] ?? '' }
}

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Members whose name, or a word of it, begins with what is typed: accents and case do not matter. */
export function membersLike<M extends Named>(members: readonly M[], typed: string): M[] {
  const wanted = plain(typed)
  const begins = ({ name }: M) =>
    plain(name).startsWith(wanted) ||
    plain(name)
      .split(/[\s-]+/)
      .some((word) => word.startsWith(wanted))
  return members.filter(begins).slice(0, 8)
}

/** A text with a member’s name in place of what was typed, and where the cursor stands then. */
export function withName(text: string, cursor: number, from: number, name: string): { text: string; cursor: number } {
  const said = `${text.slice(0, from)}@${name} `
  return { text: said + text.slice(cursor).replace(/^ /, ''), cursor: said.length }
}

/** Who is named: their whole name stands behind an @. */
export function namedIn(text: string, members: readonly Named[]): string[] {
  return members.filter(({ name }) => text.includes(`@${name}`)).map(({ personId }) => personId)
}

/** A comment in pieces: its words, and the names of those it names. */
export function pieces(text: string, names: readonly string[]): { text: string; named: boolean }[] {
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map((name) => `@${name}`)
  const found: { text: string; named: boolean }[] = []
  let rest = text
  while (rest !== '') {
    const hits = longestFirst.map((name) => ({ name, at: rest.indexOf(name) })).filter(({ at }) => at >= 0)
    const [first] = hits.toSorted((a, b) => a.at - b.at)
    if (first === undefined) return [...found, { text: rest, named: false }]
    if (first.at > 0) found.push({ text: rest.slice(0, first.at), named: false })
    found.push({ text: first.name, named: true })
    rest = rest.slice(first.at + first.name.length)
  }
  return found
}
