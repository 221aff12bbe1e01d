import { altMissing } from '../../media/alt.ts'
import type { Check } from './check.ts'

/** By the rule of the workspace as it is now: it may have been turned on since the post was planned. */
export const altText: Check = {
  name: 'alt_text',
  judge(_tx, { delivery, requireAltText }) {
    const missing = requireAltText ? altMissing(delivery.outbound.media)[0] : undefined
    return missing && { kind: 'hold', reason: missing.code, detail: missing.detail }
  },
}
