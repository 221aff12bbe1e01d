import type { FunctionComponent } from 'react'
import type { Post } from '../api/types.ts'

/** Beside the composer, below the preview: what colleagues say of the draft, and its approval. */
export const ComposerAside: FunctionComponent<{ post: Post | undefined }> = () => null
