import type { Check } from './check.ts'

/** What the network would refuse for certain is not sent: the person hears of it in our words. */
export const fitsNetwork: Check = {
  name: 'fits_network',
  judge(_tx, { connector, outbound }) {
    const problem = connector.validate(outbound)[0]
    return problem && { kind: 'fail', reason: problem.code, detail: problem.detail }
  },
}
