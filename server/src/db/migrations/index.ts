import type { Migration } from 'kysely/migration'
import * as ground from './0001_ground.ts'
import * as halt from './0002_halt.ts'
import * as mastodon from './0003_mastodon.ts'
import * as slots from './0004_slots.ts'
import * as variants from './0005_variants.ts'
import * as media from './0006_media.ts'
import * as calendar from './0007_calendar.ts'
import * as together from './0008_together.ts'
import * as results from './0009_results.ts'
import * as news from './0011_news.ts'
import * as signInEnds from './0012_sign_in_ends.ts'

/** In order. A migration that shipped is never changed. */
export const migrations: Record<string, Migration> = {
  '0001_ground': ground,
  '0002_halt': halt,
  '0003_mastodon': mastodon,
  '0004_slots': slots,
  '0005_variants': variants,
  '0006_media': media,
  '0007_calendar': calendar,
  '0008_together': together,
  '0009_results': results,
  '0011_news': news,
  '0012_sign_in_ends': signInEnds,
}
