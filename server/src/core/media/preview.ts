import { open } from './sharp.ts'

/** The rendition for lists and for the page a post is written on. */
export const previewRecipe = 'preview'
const side = 640

export interface Drawn {
  readonly bytes: Buffer
  readonly size: { readonly width: number; readonly height: number }
}

/** Small, and drawn of the whole picture: so it also proves that the picture can be read to its end. */
export async function drawPreview(original: Buffer): Promise<Drawn> {
  const { data, info } = await open(original)
    .autoOrient()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, size: { width: info.width, height: info.height } }
}
