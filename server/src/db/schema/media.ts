import type { Generated } from 'kysely'
import type { AtDefault, MaybeAt } from './columns.ts'

/** As `connectors/contract.ts` has it. */
export interface MediaLimits {
  readonly images: number
  readonly videos: number
  readonly image: {
    readonly types: readonly string[]
    readonly animated: readonly string[]
    readonly bytes: number
    readonly pixels?: number
    readonly side?: number
  }
  readonly video: {
    readonly types: readonly string[]
    readonly bytes: number
    readonly pixels?: number
    readonly seconds?: number
  }
  readonly alt: number
}

/** One object in the store of files. */
export interface StoredObjectTable {
  key: string
  begunAt: AtDefault
  /** Null while its bytes are being written, and for ever when whoever wrote them died. */
  wholeAt: MaybeAt
}

/** A picture or video that somebody gave us. */
export interface MediaTable {
  id: string
  workspaceId: string
  kind: 'image' | 'video'
  name: string
  /** Read from the bytes: never what the file's name says. */
  type: string
  /** As people see it, turned upright. */
  width: number
  height: number
  animated: Generated<boolean>
  durationMs: number | null
  bytes: number
  /** Of the file as it came. */
  sha256: Buffer
  alt: Generated<string>
  objectKey: string
  uploadedBy: string | null
  createdAt: AtDefault
  deletedAt: MaybeAt
}

/** What was made of a picture for one set of limits. */
export interface MediaRenditionTable {
  mediaId: string
  recipe: string
  type: string
  width: number
  height: number
  bytes: number
  objectKey: string
  madeAt: AtDefault
}
