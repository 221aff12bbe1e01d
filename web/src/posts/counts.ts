/** Everything that is counted before a post may go: each item, and the first comment, by the rule of each account it is for. Pure. */
import type { Count, Network } from '@vigie/server/contract'
import { rulesOf } from './rules.ts'
import { wordsOf, type Voice, type Written } from './words.ts'

interface Counted {
  readonly network: Network
  readonly count: Count
}

export function countsOf(written: Written, voices: readonly Voice[]): Counted[] {
  if (voices.length === 0) return counted(written, rulesOf([]))
  return voices.flatMap((voice) => counted(wordsOf(written, voice), rulesOf(voice.accounts)))
}

function counted({ items, options }: Pick<Written, 'items' | 'options'>, rules: ReturnType<typeof rulesOf>): Counted[] {
  const texts = [...items, ...(options.firstComment ? [options.firstComment] : [])].map(({ text }) => text)
  return rules.flatMap(({ network, count }) =>
    texts.map((text) => ({ network, count: count(text, options.contentWarning) })),
  )
}
