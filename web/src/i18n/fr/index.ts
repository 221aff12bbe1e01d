import type { Dictionary } from '../en/index.ts'
import { first } from './first.ts'
import { inside } from './inside.ts'
import { pictures } from './media.ts'
import { options } from './options.ts'
import { planning } from './planning.ts'
import { team } from './team.ts'
import { transfer } from './transfer.ts'

export const fr: Dictionary = {
  ...first,
  ...inside,
  ...planning,
  ...team,
  ...transfer,
  ...pictures,
  composer: { ...inside.composer, ...options.composer },
}
