import { z } from 'zod'

export const id = z.uuid().toLowerCase()
/** An address to put behind a link: never `javascript:` or `data:`. */
export const webAddress = z.url({ protocol: /^https?$/, error: 'Give an address that begins with https://.' }).max(2000)
export const instant = z.iso.datetime()
export const workspaceParams = z.object({ workspaceId: z.string() })
export const itemParams = z.object({ workspaceId: z.string(), id })
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const list = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** An IANA zone the runtime knows. */
export const timeZone = z.string().refine(
  (name) => {
    try {
      // an offset is no zone: it knows no summer time
      return !/^[+-]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    } catch {
      return false
    }
  },
  { error: 'This is no time zone. Choose one such as Europe/Paris.' },
)
export const language = z.enum(['fr', 'en'])
export const name = z.string().trim().min(1).max(120)
export const email = z.email().trim().toLowerCase().max(254)
export const password = z.string().min(10, 'Use at least 10 characters.').max(200)
export const role = z.enum(['owner', 'admin', 'editor', 'contributor', 'moderator', 'viewer'])

/** An answer without content. */
export const nothing = z.null()

export const at = (date: Date): string => date.toISOString()
export const maybeAt = (date: Date | null): string | null => date?.toISOString() ?? null
