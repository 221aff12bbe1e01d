import { after } from './after.ts'
import { deliveryCard } from './delivery-card.ts'
import { haltStatement } from './halt-statement.ts'

/** What is said of a delivery in full, and of what can be done after publishing. */
export const cards = { after, deliveries: deliveryCard, halt: haltStatement }
