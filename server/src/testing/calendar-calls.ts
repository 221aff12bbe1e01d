const nothingHere = '00000000-0000-7000-8000-000000000000'

/** What calls of the routes of queues and the calendar need (api/routes.test.ts). */
export const calendarCalls = {
  'GET /api/workspaces/:workspaceId/accounts/:id/slots': { subject: 'account' },
  'PUT /api/workspaces/:workspaceId/accounts/:id/slots': {
    subject: 'account',
    body: { timeZone: 'Europe/Paris', slots: [{ day: 1, at: '09:30' }] },
  },
  'GET /api/workspaces/:workspaceId/accounts/:id/slots/next': { subject: 'account' },
  'POST /api/workspaces/:workspaceId/accounts/:id/slots/shuffle': { subject: 'account' },
  'POST /api/workspaces/:workspaceId/deliveries/:id/queue': { subject: 'delivery', body: { direction: 'up' } },
  'GET /api/workspaces/:workspaceId/calendar': {},
  'GET /api/workspaces/:workspaceId/calendar/days': {},
  'GET /api/workspaces/:workspaceId/calendar/free-slots': {},
  'POST /api/workspaces/:workspaceId/calendar/act': { body: { ids: [nothingHere], act: { do: 'cancel' } } },
  'GET /api/workspaces/:workspaceId/calendar-feed': {},
  'POST /api/workspaces/:workspaceId/calendar-feed': {},
  'DELETE /api/workspaces/:workspaceId/calendar-feed': {},
  'GET /api/calendar-feeds/:token': {},
  'GET /api/workspaces/:workspaceId/series': {},
  'POST /api/workspaces/:workspaceId/series': {
    subject: 'post',
    body: (id) => ({ postId: id || nothingHere, rule: 'FREQ=DAILY' }),
  },
  'GET /api/workspaces/:workspaceId/series/:id': { subject: 'series' },
  'POST /api/workspaces/:workspaceId/series/:id/change': {
    subject: 'series',
    body: (id) => ({ postId: id || nothingHere, rule: 'FREQ=DAILY' }),
  },
  'POST /api/workspaces/:workspaceId/series/:id/end': { subject: 'series' },
} as const satisfies Record<string, { subject?: string; body?: object | ((id: string) => object) }>
