/** Two people changed one text: what each did alone is taken over, where both did somebody has to choose. Pure. */
import { diff3Merge } from 'node-diff3'

export interface Conflict {
  readonly mine: string
  readonly theirs: string
}
export type Part = { readonly kind: 'same'; readonly text: string } | ({ readonly kind: 'conflict' } & Conflict)
export type Choice = 'mine' | 'theirs' | 'both'

/** Words and what stands between them: joined they are the text again. */
const words = (text: string) => text.split(/(\s+)/).filter((word) => word !== '')

/** @param base what both began from; undefined when nobody knows: then all that differs is a conflict */
export function mergeText(base: string | undefined, mine: string, theirs: string): Part[] {
  if (mine === theirs) return mine === '' ? [] : [{ kind: 'same', text: mine }]
  if (base === undefined) return [{ kind: 'conflict', mine, theirs }]
  const regions = diff3Merge(words(mine), words(base), words(theirs), { excludeFalseConflicts: true })
  return regions.flatMap((region): Part[] => {
    if (region.ok !== undefined) return region.ok.length === 0 ? [] : [{ kind: 'same', text: region.ok.join('') }]
    if (region.conflict === undefined) return []
    return [{ kind: 'conflict', mine: region.conflict.a.join(''), theirs: region.conflict.b.join('') }]
  })
}

/** What is said where both changed something. */
function chosenText({ mine, theirs }: Conflict, choice: Choice): string {
  if (choice === 'mine') return mine
  if (choice === 'theirs') return theirs
  const apart = mine === '' || theirs === '' || /\s$/.test(mine) || /^\s/.test(theirs)
  return `${mine}${apart ? '' : ' '}${theirs}`
}

/** The text with the choices made, one for each conflict in order; yours where none was made yet. */
export function mergedText(parts: readonly Part[], choices: readonly (Choice | undefined)[]): string {
  let at = 0
  return parts.map((part) => (part.kind === 'same' ? part.text : chosenText(part, choices[at++] ?? 'mine'))).join('')
}
