import type { Draft } from '../core/posts/write.ts'

/** A draft of one item. */
export function textDraft(text: string, accountIds: readonly string[], languages: readonly string[] = ['fr']): Draft {
  return { items: [{ text, media: [] }], options: { languages }, accountIds }
}

/** The columns of a post of one item. */
export function textColumns(text: string, languages: readonly string[] = ['fr']) {
  return { items: JSON.stringify([{ text, media: [] }]), options: JSON.stringify({ languages }) }
}
