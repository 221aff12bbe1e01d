/** Copied handles carry an @, and the marks of writing direction that Bluesky's own app puts around them. */
export const tidyHandle = (typed: string): string =>
  typed
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, '')
    .trim()
    .replace(/^@/, '')
