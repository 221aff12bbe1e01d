import type { MediaUse, Problem } from '../../connectors/contract.ts'

/** Pictures and videos without words for those who do not see them, where the workspace asks for words. */
export function altMissing(media: readonly Pick<MediaUse, 'alt'>[] = []): Problem[] {
  return media.flatMap(({ alt }, index) =>
    alt.trim() === ''
      ? [{ code: 'alt_missing', field: `media.${index}.alt`, detail: 'Say what it shows, for those who do not see it' }]
      : [],
  )
}
