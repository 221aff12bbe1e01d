import type { makeObjects } from './objects.ts'

interface Call {
  readonly subject?: keyof ReturnType<typeof makeObjects>
  readonly body?: object
}

/** What the routes of imports, exports and what follows publishing need to be called: see `api/routes.test.ts`. */
export const callsAfterPublishing: Readonly<Record<string, Call>> = {
  'POST /api/workspaces/:workspaceId/deliveries/:id/results': { subject: 'delivery' },
  'GET /api/workspaces/:workspaceId/deliveries/:id/conversation': { subject: 'delivery' },
  'POST /api/workspaces/:workspaceId/deliveries/:id/repost': { subject: 'delivery', body: { send: { kind: 'now' } } },
  'POST /api/workspaces/:workspaceId/deliveries/:id/edit': {
    subject: 'delivery',
    body: { text: 'Other words', send: { kind: 'now' } },
  },
  'POST /api/workspaces/:workspaceId/posts/:id/send': { subject: 'post', body: { kind: 'now' } },
  'POST /api/workspaces/:workspaceId/posts/:id/duplicate': { subject: 'post' },
  'GET /api/workspaces/:workspaceId/export.json': {},
  'GET /api/workspaces/:workspaceId/export.csv': {},
  'GET /api/workspaces/:workspaceId/imports': {},
  'POST /api/workspaces/:workspaceId/imports': {},
  'GET /api/workspaces/:workspaceId/imports/:id': { subject: 'import' },
  'GET /api/workspaces/:workspaceId/imports/:id/rows': { subject: 'import' },
  'POST /api/workspaces/:workspaceId/imports/:id/check': {
    subject: 'import',
    body: { mapping: { text: 0 }, options: { timeZone: 'UTC', dateOrder: 'ymd', accountIds: [], as: 'drafts' } },
  },
  'POST /api/workspaces/:workspaceId/imports/:id/start': { subject: 'import' },
  'POST /api/workspaces/:workspaceId/imports/:id/cancel': { subject: 'import' },
}
