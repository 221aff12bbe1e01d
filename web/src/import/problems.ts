/** What can speak against a row of a file. What is not here is said in the server’s words. */
const problems = [
  'row_broken',
  'text_empty',
  'text_too_long',
  'link_invalid',
  'image_invalid',
  'image_left_out',
  'account_missing',
  'account_unknown',
  'account_ambiguous',
  'account_disconnected',
  'time_missing',
  'date_invalid',
  'time_invalid',
  'time_in_gap',
  'time_twice',
  'time_past',
  'tags_too_many',
  'tag_too_long',
  'campaign_unknown',
  'language_unknown',
  'duplicate',
] as const

/** Where the server’s words name what was found. */
export const tellsMore = (code: string): boolean =>
  /^(text_too_long|link_invalid|image_invalid|account_|date_invalid|time_invalid|time_in_gap|campaign_|language_|duplicate)/.test(
    code,
  ) && code !== 'account_missing'

export const isKnownProblem = (code: string): code is (typeof problems)[number] =>
  problems.some((known) => known === code)
