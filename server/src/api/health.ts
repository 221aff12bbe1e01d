import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { errors } from '../core/errors.ts'
import { countStops } from '../core/halts/count.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { deliveryStates } from '../db/schema.ts'
import { clockStep, clockTolerance } from '../lib/clock.ts'
import { hashToken } from '../lib/token.ts'
import { bearerOf } from './http/csrf.ts'
import { open, type Routes } from './http/types.ts'
import type { ChangeFeed } from './live/feed.ts'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const forwarding = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']

/** True for a caller on this machine; what a proxy on this machine passes on comes from elsewhere. */
function isNear({ socket, headers }: FastifyRequest): boolean {
  return loopback.has(socket.remoteAddress ?? '') && forwarding.every((name) => headers[name] === undefined)
}

function isToken(given: string | undefined, wanted: string | undefined): boolean {
  if (given === undefined || wanted === undefined) return false
  return timingSafeEqual(hashToken(given), hashToken(wanted))
}

/** Probes for whoever runs Vigie. `metricsToken` lets others than this machine read the metrics. */
export function healthRoutes({ app, core }: Routes, feed: ChangeFeed, metricsToken: string | undefined): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'vigie_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'vigie_live_streams',
    help: 'Open live streams',
    registers: [registry],
    collect() {
      this.set(feed.listeners)
    },
  })
  new Gauge({
    name: 'vigie_clock_step_seconds',
    help: 'How far the system clock was set since start',
    registers: [registry],
    collect() {
      this.set(clockStep(core.clock) / 1000)
    },
  })
  new Gauge({
    name: 'vigie_deliveries_open',
    help: 'Deliveries that are not over, by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset()
      const over = ['published', 'cancelled', 'retracted']
      const rows = await core.db
        .selectFrom('delivery')
        .select(['state', sql<string>`count(*)`.as('count')])
        .where(
          'state',
          'in',
          deliveryStates.filter((state) => !over.includes(state)),
        )
        .groupBy('state')
        .execute()
        // the other figures are wanted most when the database is away
        .catch(() => [])
      for (const row of rows) this.set({ state: row.state }, Number(row.count))
    },
  })
  new Gauge({
    name: 'vigie_halts',
    help: 'Emergency stops: active, and those of them that are not silent yet',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counts = await countStops(core.db).catch(() => undefined)
      this.reset()
      if (counts === undefined) return
      this.set({ state: 'active' }, counts.active)
      this.set({ state: 'not_silent' }, counts.notSilent)
    },
  })
  new Gauge({
    name: 'vigie_workers_muted',
    help: 'Workers that were told by SIGUSR2 to send nothing',
    registers: [registry],
    async collect() {
      const counts = await countStops(core.db).catch(() => undefined)
      if (counts !== undefined) this.set(counts.muted.length)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    }
    requests.observe(labels, reply.elapsedTime / 1000)
  })

  const hide = { hide: true } as const
  app.get(
    '/healthz',
    { config: open, schema: { ...hide, response: { 200: z.object({ ok: z.literal(true) }) } }, logLevel: 'warn' },
    async () => ({ ok: true as const }),
  )

  app.get('/readyz', { config: open, schema: hide, logLevel: 'warn' }, async (_request, reply) => {
    const problems: string[] = []
    try {
      const pending = await pendingMigrations(core)
      if (pending.length > 0)
        problems.push(`migrations wait: ${pending.join(', ')}; run: node server/src/main.ts migrate`)
    } catch {
      problems.push('the database does not answer')
    }
    if (Math.abs(clockStep(core.clock)) > clockTolerance) {
      problems.push('the system clock was set while Vigie ran; check the time, then restart')
    }
    return reply.code(problems.length === 0 ? 200 : 503).send({ ready: problems.length === 0, problems })
  })

  app.get('/metrics', { config: open, schema: hide, logLevel: 'warn' }, async (request, reply) => {
    if (!isNear(request) && !isToken(bearerOf(request), metricsToken)) throw errors.notFound()
    return reply
      .type(registry.contentType)
      .serializer(String)
      .send(await registry.metrics())
  })
}
