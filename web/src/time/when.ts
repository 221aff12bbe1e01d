import { readWallClock, type WallClock } from './wall-clock.ts'

/** What a person chose on the wall clock, and which of two when the time comes twice. */
export interface WhenChoice {
  readonly date: string
  readonly time: string
  readonly second: boolean
}

export type When =
  | { readonly kind: 'ok'; readonly at: string; readonly clock: WallClock }
  | { readonly kind: 'unreadable' | 'past' | 'too_far'; readonly clock: WallClock }

const year = 366 * 24 * 3_600_000

/** The instant meant, or why it cannot be. @param nowMs by the server's clock */
export function resolveWhen(choice: WhenChoice, zone: string, nowMs: number): When {
  const clock = readWallClock(choice.date, choice.time, zone)
  if (clock.kind === 'unreadable') return { kind: 'unreadable', clock }
  const at = clock.kind === 'repeat' ? (choice.second ? clock.later : clock.earlier) : clock.at
  const distance = Date.parse(at) - nowMs
  if (distance <= 0) return { kind: 'past', clock }
  if (distance > year) return { kind: 'too_far', clock }
  return { kind: 'ok', at, clock }
}
