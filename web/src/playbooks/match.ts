import type { Playbook } from '../api/types.ts'

/** The words of a text that mean something by themselves, without accents. */
function tellingWords(text: string): Set<string> {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3))
}

/** The playbooks, the one first that shares most words with why the stop was made. A word of the name counts twice. */
export function byFit<P extends Pick<Playbook, 'name' | 'situation'>>(playbooks: readonly P[], reason: string): P[] {
  const wanted = [...tellingWords(reason)]
  const fit = ({ name, situation }: P) => {
    const [inName, inSituation] = [tellingWords(name), tellingWords(situation)]
    return wanted.filter((word) => inName.has(word)).length * 2 + wanted.filter((word) => inSituation.has(word)).length
  }
  return playbooks.toSorted((a, b) => fit(b) - fit(a))
}
