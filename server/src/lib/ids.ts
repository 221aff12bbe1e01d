import { v7 } from 'uuid'

/** A new identifier that sorts by the time it was made (UUID version 7). */
export const newId = (): string => v7()
