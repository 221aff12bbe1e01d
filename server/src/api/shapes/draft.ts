import { z } from 'zod'
import { quotePolicies, replyRules, visibilities } from '../../connectors/contract.ts'
import { id } from './common.ts'

const mediaUse = z
  .object({
    mediaId: id,
    alt: z.string().max(10_000).describe('What it shows, for those who do not see it'),
    focus: z
      .object({ x: z.number().min(-1).max(1), y: z.number().min(-1).max(1) })
      .optional()
      .describe('The middle of what matters, from -1 to 1: left to right, bottom to top'),
  })
  .meta({ id: 'MediaUse' })

const item = z
  .object({ text: z.string().max(50_000), media: z.array(mediaUse).max(40).default([]) })
  .meta({ id: 'Item' })

export const items = z
  .array(item)
  .min(1, 'A post has at least one item.')
  .max(50, 'A thread has at most 50 items.')
  .describe('A thread, in its order; most posts have one item')

const alone = ['everyone', 'nobody'] as const
export const replyControl = z
  .array(z.enum(replyRules))
  .min(1, 'Say who may reply: everyone, nobody, or some of the others.')
  .refine((rules) => new Set(rules).size === rules.length, 'Name each once.')
  .refine(
    (rules) => rules.length === 1 || !alone.some((rule) => rules.includes(rule)),
    '“everyone” and “nobody” stand alone.',
  )

export const options = z
  .object({
    languages: z
      .array(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a language tag such as fr or en-GB.'))
      .max(10)
      .optional(),
    contentWarning: z.string().max(500).optional(),
    visibility: z.enum(visibilities).optional(),
    replyControl: replyControl.optional(),
    quotePolicy: z.enum(quotePolicies).optional(),
    linkCard: z.boolean().optional().describe('False: no card of the first address, where cards are ours to make'),
    firstComment: item.nullable().optional().describe('A reply to the post, sent once all of it is out'),
  })
  .describe('What a network lacks it takes no notice of; its capabilities say what it has')
  .meta({ id: 'PostOptions' })

/** What one account has of its own. */
export const variant = z
  .object({
    accountId: id,
    items: items.nullable().describe('Null: those of the post'),
    options: options.nullable().describe('Each stands in for the post’s'),
  })
  .meta({ id: 'Variant' })

const tags = z
  .array(z.string().trim().min(1, 'A tag has at least one character.').max(40, 'A tag has at most 40 characters.'))
  .max(20, 'A post has at most 20 tags.')
  .refine(
    (all) => new Set(all.map((tag) => tag.normalize('NFC').toLowerCase())).size === all.length,
    'Give each tag once: Fête and fête are the same.',
  )

/** Strict: words in a field that is none would be lost without a sound. */
export const draftShape = z.strictObject({
  items,
  options: options.default({}),
  accountIds: z.array(id).max(100),
  variants: z
    .array(variant)
    .max(100)
    .optional()
    .describe('Accounts that are not named here follow the post. Left out: what each has stays'),
  campaignId: id.nullable().optional(),
  tags: tags.optional(),
})
/** A default would overwrite what is there. */
export const changeShape = draftShape.extend({ options }).partial()
