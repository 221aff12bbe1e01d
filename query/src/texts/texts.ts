import { packed, signs } from './packed.ts'

/** Undoes `testing/pack.ts`: each sign stands for a piece that many texts share, and pieces may hold earlier signs. */
function unpack(): Map<string, string> {
  const pieces = packed.split('^')
  let all = pieces.pop() ?? ''
  for (let i = pieces.length - 1; i >= 0; i--) all = all.replaceAll(signs.charAt(i), () => pieces[i] ?? '')
  return new Map(all.split('\n').map((line) => line.split('&') as [string, string]))
}

const texts = unpack()

export function textOf(name: string): string {
  return texts.get(name) ?? ''
}
