import { cards } from './cards.ts'
import { connecting } from './connecting.ts'
import { crisis } from './crisis.ts'
import { entering } from './entering.ts'
import { first } from './first.ts'
import { groups } from './groups.ts'
import { hearing } from './hearing.ts'
import { inside } from './inside.ts'
import { pictures } from './media.ts'
import { options } from './options.ts'
import { planning } from './planning.ts'
import { preferences } from './preferences.ts'
import { record } from './record.ts'
import { stopping } from './stopping.ts'
import { stops } from './stops.ts'
import { team } from './team.ts'
import { transfer } from './transfer.ts'

export const en = {
  ...first,
  ...entering,
  ...inside,
  ...planning,
  ...team,
  ...transfer,
  ...pictures,
  ...crisis,
  ...groups,
  ...hearing,
  ...preferences,
  ...record,
  ...stopping,
  ...stops,
  ...cards,
  // said in several places, each of which brings its part
  accounts: { ...inside.accounts, ...connecting.accounts },
  composer: { ...inside.composer, ...options.composer, ...planning.composer },
  deliveries: { ...inside.deliveries, ...cards.deliveries },
  halt: { ...inside.halt, ...stopping.halt, ...cards.halt, ...stops.halt },
  people: { ...first.people, ...entering.people },
  slots: { ...inside.slots, ...planning.slots },
}

/** The keys every language must have. */
export type Dictionary = typeof en

/** Which part says what. */
export const parts = {
  first,
  entering,
  inside,
  cards,
  connecting,
  crisis,
  groups,
  hearing,
  options,
  pictures,
  planning,
  preferences,
  record,
  stopping,
  stops,
  team,
  transfer,
}
