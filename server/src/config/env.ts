import { z } from 'zod'

const flag = z.stringbool()
const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback)

/** Every variable Vigie reads, with what it means. The manual (docs/operations.md) is compared with this list by a test. */
export const variables = {
  VIGIE_DATA: z.string().default('data').describe('Folder for the embedded database, keys and uploads'),
  VIGIE_HOST: z.string().default('localhost').describe('Address to listen on'),
  VIGIE_PORT: z.coerce.number().int().min(0).max(65535).default(4400).describe('Port to listen on'),
  VIGIE_URL: z
    .string()
    .regex(
      /^https?:\/\/[^/?#\s@]+\/?$/,
      'must be http:// or https:// and a host, such as https://vigie.example, without a path',
    )
    .optional()
    .describe('Address people open, when it is not http://localhost:PORT'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional()
    .describe('PostgreSQL (>= 15) to use instead of the embedded one'),
  VIGIE_KEY: z.string().optional().describe('Sealing key, 32 bytes in base64; otherwise VIGIE_DATA/vigie.key'),
  VIGIE_ALLOW_PRIVATE: flag.default(false).describe('Let outgoing requests reach private addresses'),
  VIGIE_TRUST_PROXY: flag.default(false).describe('Believe X-Forwarded-For and -Proto of the proxy in front'),
  VIGIE_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Log level'),
  VIGIE_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Lets others than this machine read /metrics, as bearer token'),
  VIGIE_LANES: positive(48).describe('Accounts one process sends for at the same time'),
  VIGIE_POOL: positive(56).describe('Database connections of one process'),
  VIGIE_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must be smtp:// or smtps:// and a host, such as smtps://name:password@mail.example')
    .optional()
    .describe('Mail server, with its name and password'),
  VIGIE_MAIL_FROM: z
    .string()
    .regex(/^[^@\s]+@[^@\s]+$|^[^<>]+<[^@\s<>]+@[^@\s<>]+>$/, 'must be an address, or a name and <an address>')
    .default('Vigie <vigie@localhost>')
    .describe('Sender of mails'),
  VIGIE_BLUESKY_WEB: z.url().optional().describe('Web address of Bluesky posts, when it is not https://bsky.app'),
}

const schema = z.object(variables)

type Env = z.infer<typeof schema>

/**
 * Reads the environment once.
 * @throws Error listing every wrong variable by name, its problem, and where it is explained.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(present)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The configuration is wrong:\n${lines.join('\n')}\nEach variable is explained in docs/operations.md.`)
}
