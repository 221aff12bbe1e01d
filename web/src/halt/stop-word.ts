const words = new Set(['STOP', 'ARRET'])

/** The word that stops, in either language, however it is typed: an accent or a small letter is no reason to go on speaking. */
export function isStopWord(typed: string): boolean {
  return words.has(typed.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase())
}
