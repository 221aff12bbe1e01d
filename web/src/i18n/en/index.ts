import { first } from './first.ts'
import { inside } from './inside.ts'
import { pictures } from './media.ts'
import { options } from './options.ts'
import { planning } from './planning.ts'
import { team } from './team.ts'
import { transfer } from './transfer.ts'

export const en = {
  ...first,
  ...inside,
  ...planning,
  ...team,
  ...transfer,
  ...pictures,
  composer: { ...inside.composer, ...options.composer },
}

/** The keys every language must have. */
export type Dictionary = typeof en
