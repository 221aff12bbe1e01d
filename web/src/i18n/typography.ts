const narrow = '\u202f'

/**
 * French typography for a text typed on an ordinary keyboard: a narrow no-break space before ; : ! ? » and after «, and the
 * curved apostrophe. Done when the dictionary is loaded, so that nobody can forget an invisible character.
 */
export function frenchText(text: string): string {
  return text
    .replace(/[ \u00a0]+([;:!?»])/g, `${narrow}$1`)
    .replace(/«[ \u00a0]+/g, `«${narrow}`)
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
}

/** The same for every text of a tree. */
export function french<T>(tree: T): T {
  if (typeof tree === 'string') return frenchText(tree) as T
  if (typeof tree !== 'object' || tree === null) return tree
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, french(value)])) as T
}
