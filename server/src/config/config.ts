import { resolve } from 'node:path'
import { readEnv } from './env.ts'
import { readSecrets, type Secrets } from './secrets.ts'

export interface Config {
  readonly dataFolder: string
  readonly host: string
  readonly port: number
  /** Origin people open, without a slash at the end; undefined until the port is known. */
  readonly publicUrl: string | undefined
  readonly databaseUrl: string | undefined
  readonly allowPrivate: boolean
  readonly trustProxy: boolean
  readonly logLevel: string
  readonly metricsToken: string | undefined
  readonly lanes: number
  readonly poolSize: number
  readonly blueskyWeb: string | undefined
  readonly blueskyDirectory: string | undefined
  /** Sender of mails. */
  readonly mailFrom: string
  /** The bucket for pictures and videos; undefined: they are in the data folder. */
  readonly bucket: Bucket | undefined
}

export interface Bucket {
  readonly name: string
  readonly endpoint: string | undefined
  readonly region: string
  readonly prefix: string
}

export interface Settings {
  readonly config: Config
  readonly secrets: Secrets
  /** Whether the sealing keys come from VIGIE_KEY rather than the key file. */
  readonly keyFromEnvironment: boolean
}

/** The only reader of the environment. @throws Error naming every wrong variable. */
export function loadSettings(source: NodeJS.ProcessEnv = process.env): Settings {
  const env = readEnv(source)
  const config: Config = {
    dataFolder: resolve(env.VIGIE_DATA),
    host: env.VIGIE_HOST,
    port: env.VIGIE_PORT,
    publicUrl: env.VIGIE_URL?.replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL,
    allowPrivate: env.VIGIE_ALLOW_PRIVATE,
    trustProxy: env.VIGIE_TRUST_PROXY,
    logLevel: env.VIGIE_LOG,
    metricsToken: env.VIGIE_METRICS_TOKEN,
    lanes: env.VIGIE_LANES,
    poolSize: env.VIGIE_POOL,
    mailFrom: env.VIGIE_MAIL_FROM,
    blueskyWeb: env.VIGIE_BLUESKY_WEB?.replace(/\/+$/, ''),
    blueskyDirectory: env.VIGIE_BLUESKY_DIRECTORY?.replace(/\/+$/, ''),
    bucket:
      env.VIGIE_S3_BUCKET === undefined
        ? undefined
        : {
            name: env.VIGIE_S3_BUCKET,
            endpoint: env.VIGIE_S3_ENDPOINT,
            region: env.VIGIE_S3_REGION,
            prefix: env.VIGIE_S3_PREFIX,
          },
  }
  const { VIGIE_S3_ACCESS_KEY: accessKey, VIGIE_S3_SECRET_KEY: secretKey } = env
  const bucketKey = accessKey === undefined || secretKey === undefined ? undefined : { accessKey, secretKey }
  const secrets = { ...readSecrets(config.dataFolder, env.VIGIE_KEY), smtpUrl: env.VIGIE_SMTP_URL, bucketKey }
  return { config, secrets, keyFromEnvironment: env.VIGIE_KEY !== undefined }
}
