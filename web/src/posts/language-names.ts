/** A language in the reader's own: `de` is « allemand » in French. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag
  } catch (error) {
    if (error instanceof RangeError) return tag // not a language tag: shown as it is
    throw error
  }
}
