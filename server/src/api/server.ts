import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Core } from '../core/context.ts'
import { accountRoutes } from './accounts.ts'
import { afterRoutes } from './after.ts'
import { approvalRoutes } from './approvals.ts'
import { auditRoutes } from './audit.ts'
import { createAuth } from './auth/auth.ts'
import { authRoutes } from './auth/routes.ts'
import { calendarFeedRoutes } from './calendar-feed.ts'
import { calendarRoutes } from './calendar.ts'
import { campaignRoutes } from './campaigns.ts'
import { clientMetadataRoute } from './client-metadata.ts'
import { commentRoutes } from './comments.ts'
import { conversationRoutes } from './conversations.ts'
import { deliveryRoutes } from './deliveries.ts'
import { describeApi, showApi } from './docs.ts'
import { drillRoutes } from './drills.ts'
import { endingSignInRoutes } from './ending-sign-ins.ts'
import { exportRoutes } from './exports.ts'
import { haltReportRoutes } from './halt-report.ts'
import { haltRoutes } from './halts.ts'
import { healthRoutes } from './health.ts'
import { heldRoutes } from './held.ts'
import { hookRoutes, signedStopRoute } from './hooks.ts'
import { authorise, findCaller } from './http/caller.ts'
import { refuseForeign } from './http/csrf.ts'
import { sendProblem } from './http/problems.ts'
import { limitReading, longest } from './http/reading.ts'
import { open, type App, type RouteAccess } from './http/types.ts'
import { importRoutes } from './imports.ts'
import { invitationRoutes } from './invitations.ts'
import { linkCardRoutes } from './link-card.ts'
import { eventRoutes } from './live/events.ts'
import type { ChangeFeed } from './live/feed.ts'
import { meRoutes } from './me.ts'
import { mediaFileRoutes, uploadLimits } from './media-files.ts'
import { mediaRoutes } from './media.ts'
import { memberRoutes } from './members.ts'
import { needRoutes } from './needs.ts'
import { networkSignInRoutes } from './network-sign-ins.ts'
import { notOursRoutes } from './not-ours.ts'
import { notificationRoutes } from './notifications.ts'
import { playbookRoutes, playbookRunRoutes } from './playbooks.ts'
import { postRoutes } from './posts.ts'
import { presenceRoutes } from './presence.ts'
import { recallRoutes } from './recalls.ts'
import { seriesRoutes } from './series.ts'
import { setupRoutes } from './setup.ts'
import { slotRoutes } from './slots.ts'
import { serveWeb } from './static.ts'
import { stopPageRoutes } from './stop-page/routes.ts'
import { stopRoutes, untilClosed } from './stop.ts'
import { tokenRoutes } from './tokens.ts'
import { toneNoteRoutes } from './tone-notes.ts'
import { workerRoutes } from './workers.ts'
import { workspaceRoutes } from './workspaces.ts'

export interface ServerOptions {
  readonly core: Core
  readonly feed: ChangeFeed
  readonly sessionSecret: string
  /** The origin people open, such as https://vigie.example. */
  readonly publicUrl: string
  readonly trustProxy: boolean
  readonly metricsToken?: string | undefined
  /** Folder of the built web app. */
  readonly webFolder: string
}

/** Origins that are ours: the public one, and on a loopback address both of its usual names. */
function ownOrigins(publicUrl: string): Set<string> {
  const url = new URL(publicUrl)
  const local = url.hostname === 'localhost' ? [`${url.protocol}//127.0.0.1:${url.port}`] : []
  return new Set([url.origin, ...local])
}

/** JSON alone. Many clients announce it and send nothing, with an undo for instance: that is no mistake worth refusing. */
function acceptJson(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })
}

/** One line a request. By its route, never its address: an invitation's address is a secret. */
function logRequests(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    request.log[request.routeOptions.logLevel === 'warn' ? 'trace' : 'info'](line, 'request')
  })
}

/** The HTTP server, ready to listen. Every route under /api names who may call it, or this throws. */
export async function createServer(options: ServerOptions): Promise<App> {
  const { core, feed, publicUrl } = options
  const app: App = Fastify({
    loggerInstance: core.log as FastifyBaseLogger,
    genReqId: () => randomUUID(),
    // the one proxy in front of us; what a client wrote into X-Forwarded-For stands further left and is not believed
    trustProxy: options.trustProxy && ((_address: string, hop: number) => hop === 0),
    bodyLimit: 1024 * 1024,
    requestTimeout: longest,
    forceCloseConnections: true,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  acceptJson(app)
  logRequests(app)
  limitReading(app)
  const origins = ownOrigins(publicUrl)
  const secure = publicUrl.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: secure,
    frameguard: { action: 'deny' },
    // not `no-referrer`: browsers would then hide the origin of our own pages’ changes too
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(rateLimit, { global: false })
  await describeApi(app)
  app.decorateRequest('caller', undefined)
  app.decorateRequest('role', undefined)
  app.decorateRequest('crisisLead', false)
  const routes: RouteAccess[] = []
  app.decorate('routes', routes)
  app.addHook('onRoute', ({ url, method, config }) => {
    const ours = url.startsWith('/api/') && !url.startsWith('/api/docs')
    if (ours && config?.access === undefined) throw new Error(`${String(method)} ${url} does not say who may call it`)
    for (const one of [method].flat()) routes.push({ method: one, url, access: config?.access })
  })
  const stopping = untilClosed(app)
  const auth = createAuth({ core, secret: options.sessionSecret, origins: [...origins], publicUrl })
  // whoever stops is found, and answered, on connections that nobody else can use up
  const urgent: Core = { ...core, db: core.urgent }
  const urgentAuth = createAuth({ core: urgent, secret: options.sessionSecret, origins: [...origins], publicUrl })
  // it looks at the tables before its first answer: not when somebody stops
  app.addHook('onReady', async () => void (await urgentAuth.$context))
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    if (!request.url.startsWith('/api/')) return
    if (!request.url.startsWith('/api/docs')) void reply.header('cache-control', 'no-store')
    const { access, urgent: isStop, signed } = request.routeOptions.config
    // a signature is no cookie: no browser makes one by itself
    if (signed !== true) refuseForeign(request, origins)
    // better-auth finds out by itself who calls
    if (access === undefined || request.url.startsWith('/api/auth/')) return
    const asked = isStop === true ? urgent : core
    request.caller = await findCaller(asked, isStop === true ? urgentAuth : auth, request)
    await authorise(asked, request, access)
  })
  await app.register(
    async (api) => {
      const routes = { app: api as App, core }
      authRoutes(routes.app, core, auth, publicUrl)
      setupRoutes(routes, auth)
      meRoutes(routes)
      workspaceRoutes(routes)
      memberRoutes(routes)
      invitationRoutes(routes, auth, publicUrl)
      accountRoutes(routes)
      slotRoutes(routes)
      toneNoteRoutes(routes)
      networkSignInRoutes(routes, publicUrl)
      postRoutes(routes)
      approvalRoutes(routes)
      commentRoutes(routes)
      presenceRoutes(routes)
      deliveryRoutes(routes)
      calendarRoutes(routes)
      calendarFeedRoutes(routes, publicUrl)
      seriesRoutes(routes)
      afterRoutes(routes)
      conversationRoutes(routes)
      heldRoutes(routes)
      needRoutes(routes)
      notificationRoutes(routes)
      recallRoutes(routes)
      notOursRoutes(routes)
      drillRoutes(routes)
      endingSignInRoutes(routes)
      haltReportRoutes(routes)
      exportRoutes(routes)
      campaignRoutes(routes)
      mediaRoutes(routes)
      // forms are taken there alone: a page of another site can send one
      await api.register(async (files) => {
        await files.register(multipart, uploadLimits)
        mediaFileRoutes({ app: files as App, core })
      })
      linkCardRoutes(routes)
      playbookRoutes(routes)
      playbookRunRoutes(routes)
      tokenRoutes(routes)
      auditRoutes(routes)
      stopRoutes(routes.app, urgent, stopping)
      haltRoutes(routes)
      hookRoutes(routes, publicUrl)
      workerRoutes(routes)
      await api.register(async (files) => importRoutes({ app: files as App, core }))
      await api.register(async (signed) => signedStopRoute(signed as App, urgent, stopping))
      eventRoutes(routes, auth, feed)
      api.get('/openapi.json', { config: open, schema: { hide: true } }, async () => app.swagger())
    },
    { prefix: '/api' },
  )
  await app.register(async (page) =>
    stopPageRoutes(page as App, {
      urgent,
      auth: urgentAuth,
      secret: options.sessionSecret,
      origins,
      stopping,
    }),
  )
  clientMetadataRoute({ app, core }, publicUrl)
  healthRoutes({ app, core }, feed, options.metricsToken)
  await showApi(app)
  await serveWeb(app, options.webFolder)
  return app
}
