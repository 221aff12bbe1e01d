import { Forms, plainFolding } from '../text/forms.ts'
import { scan } from '../text/scan.ts'
import type { Frequencies } from './weights.ts'

const MOST_FORMS = 500_000

/** Measures a sample of the stream; give the result to the matcher, so that it looks for the rarest words. */
export function measureFrequencies(texts: Iterable<string>): Frequencies {
  const counts = new Map<string, number>()
  const forms = new Forms(plainFolding)
  let total = 0
  for (const text of texts) {
    total++
    forms.clear()
    scan(forms, text)
    for (let i = 0; i < forms.count; i++) {
      const form = forms.wordOf(i)
      const known = counts.get(form)
      if (known !== undefined || counts.size < MOST_FORMS) counts.set(form, (known ?? 0) + 1)
    }
  }
  const sorted = [...counts.keys()].toSorted((a, b) => (a < b ? -1 : 1))
  return {
    word: (form) => ((counts.get(form) ?? 0) + 0.5) / (total + 1),
    prefix: (prefix) => {
      let [low, high] = [0, sorted.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sorted[middle] ?? '') < prefix) low = middle + 1
        else high = middle
      }
      let sum = 0.5
      for (let i = low; sorted[i]?.startsWith(prefix) === true; i++) sum += counts.get(sorted[i] ?? '') ?? 0
      return sum / (total + 1)
    },
  }
}
