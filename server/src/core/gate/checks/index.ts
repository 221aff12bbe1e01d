import { accountUsable } from './account-usable.ts'
import { altText } from './alt-text.ts'
import { approved } from './approved.ts'
import type { Check } from './check.ts'
import { due } from './due.ts'
import { fitsNetwork } from './fits-network.ts'
import { halted } from './halted.ts'
import { inSequence } from './in-sequence.ts'

/** The order is the policy: a halt comes before everything, then time, then people, then the thread, then the account, then the words. */
export const checks: readonly Check[] = [halted, due, approved, inSequence, accountUsable, altText, fitsNetwork]
