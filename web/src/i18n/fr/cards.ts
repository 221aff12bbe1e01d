import type { cards as english } from '../en/cards.ts'
import { french } from '../typography.ts'
import { after } from './after.ts'
import { deliveryCard } from './delivery-card.ts'
import { haltStatement } from './halt-statement.ts'

export const cards: typeof english = french({ after, deliveries: deliveryCard, halt: haltStatement })
