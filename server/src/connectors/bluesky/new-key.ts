import { randomInt } from 'node:crypto'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * Makes record keys of the form the network orders posts by (TID: 53 bits of microseconds, 10 bits of chance), rising within
 * the process even when the clock is set back. Two processes meet only if they hit the same microsecond and the same chance
 * in one account's repository; the network then refuses the second text and keeps the first.
 *
 * https://atproto.com/specs/tid
 * @NOTE `TID` of `@atproto/common-web` reads the clock by itself and draws from 32 numbers once per process.
 */
export function keyMaker(): (now: Date) => string {
  let last = 0
  return (now) => {
    last = Math.max(last + 1, now.getTime() * 1000 + randomInt(1000))
    return encode((BigInt(last) << 10n) | BigInt(randomInt(1024)))
  }
}

function encode(value: bigint): string {
  let text = ''
  for (let left = value; text.length < 13; left >>= 5n) text = alphabet.charAt(Number(left & 31n)) + text
  return text
}
