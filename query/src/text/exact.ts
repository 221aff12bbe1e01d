import type { Folding } from './forms.ts'
import { readText } from './words.ts'

/** How many signs stand before the first word of an exact text: `raw:"+33 6"` has one. */
export function rawLead(raw: string, folding: Folding): number {
  return readText(raw, folding).starts[0] ?? 0
}

/** Do exactly these characters stand where the word was found? The sign of a hashtag may belong to the word or not. */
export function rawStartsAt(text: string, start: number, raw: string, lead: number): boolean {
  return (
    text.startsWith(raw, start - lead) || (/[#@＃]/u.test(text.charAt(start)) && text.startsWith(raw, start + 1 - lead))
  )
}
