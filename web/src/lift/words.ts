/** What is looked for in the texts: alternatives between commas, as the server reads them. The chips offer some, and keep yours. */

export function alternatives(q: string): string[] {
  return q
    .split(',')
    .map((words) => words.trim())
    .filter((words) => words !== '')
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** A chip holds one or more alternatives; it is on when all of them are looked for. */
export function isOn(chip: string, q: string): boolean {
  const wanted = alternatives(q)
  return alternatives(chip).every((words) => wanted.some((one) => same(one, words)))
}

export function toggleChip(chip: string, q: string): string {
  const parts = alternatives(chip)
  const others = alternatives(q).filter((one) => !parts.some((words) => same(one, words)))
  return (isOn(chip, q) ? others : [...others, ...parts]).join(', ')
}

const key = (workspaceId: string) => `vigie.words.${workspaceId}`

/** The chips of this browser for a workspace; undefined until somebody changed them. */
export function readChips(workspaceId: string): readonly string[] | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(workspaceId)) ?? 'null')
    return Array.isArray(kept) ? kept.filter((chip) => typeof chip === 'string') : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined // cut off in the middle of a write
    throw error
  }
}

export function keepChips(workspaceId: string, chips: readonly string[]): void {
  localStorage.setItem(key(workspaceId), JSON.stringify(chips))
}
