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
  VIGIE_S3_BUCKET: z.string().optional().describe('Bucket for pictures and videos; without it, they are in VIGIE_DATA'),
  VIGIE_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of the S3 service, when not Amazon’s'),
  VIGIE_S3_REGION: z.string().default('us-east-1').describe('Region of the bucket'),
  VIGIE_S3_ACCESS_KEY: z.string().optional().describe('Name of the key for the bucket'),
  VIGIE_S3_SECRET_KEY: z.string().optional().describe('The key itself: a secret'),
  VIGIE_S3_PREFIX: z
    .string()
    .regex(/^[\w./-]*$/, 'may have letters, digits, and . _ - / alone')
    .default('')
    .describe('Put before every name in the bucket'),
  VIGIE_BLUESKY_WEB: z.url().optional().describe('Web address of Bluesky posts, when it is not https://bsky.app'),
  VIGIE_BLUESKY_DIRECTORY: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Directory of Bluesky’s identities, when it is not https://plc.directory'),
}

/** A bucket without its key, or a key without a bucket, is half a configuration. */
const schema = z.object(variables).superRefine((env, context) => {
  const { VIGIE_S3_BUCKET, VIGIE_S3_ACCESS_KEY, VIGIE_S3_SECRET_KEY } = env
  const together = { VIGIE_S3_BUCKET, VIGIE_S3_ACCESS_KEY, VIGIE_S3_SECRET_KEY }
  const missing = Object.entries(together).filter(([, value]) => value === undefined)
  if (missing.length === 0 || missing.length === 3) return
  for (const [name] of missing) {
    context.addIssue({ code: 'custom', path: [name], message: 'is needed too, to keep files in a bucket' })
  }
})

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
