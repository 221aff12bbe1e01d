/** Calls of the routes by which people work together: the thing that `:id` is one of, and a body that passes. */
export const callsOfTeam = {
  'GET /api/workspaces/:workspaceId/posts/:id/approval': { subject: 'post' },
  'POST /api/workspaces/:workspaceId/posts/:id/approval': { subject: 'post', body: { of: { role: 'editor' } } },
  'DELETE /api/workspaces/:workspaceId/posts/:id/approval': { subject: 'post' },
  'POST /api/workspaces/:workspaceId/posts/:id/approval/decide': {
    subject: 'post',
    body: { as: 'approved', version: 1 },
  },
  'POST /api/workspaces/:workspaceId/posts/:id/approval/override': { subject: 'post', body: { reason: 'A fire' } },
  'GET /api/workspaces/:workspaceId/posts/:id/comments': { subject: 'post' },
  'POST /api/workspaces/:workspaceId/posts/:id/comments': { subject: 'post', body: { text: 'Hm' } },
  'PATCH /api/workspaces/:workspaceId/posts/:id/comments/:commentId': { subject: 'comment', body: { text: 'Hm' } },
  'DELETE /api/workspaces/:workspaceId/posts/:id/comments/:commentId': { subject: 'comment' },
  'PUT /api/workspaces/:workspaceId/posts/:id/comments/read': {
    subject: 'comment',
    body: (id: string) => ({ upTo: id || '00000000-0000-7000-8000-000000000000' }),
  },
  'GET /api/workspaces/:workspaceId/comments/unread': {},
  'GET /api/workspaces/:workspaceId/ending-sign-ins': {},
  'PUT /api/workspaces/:workspaceId/posts/:id/presence/:pageId': { subject: 'post', body: { writes: true } },
  'DELETE /api/workspaces/:workspaceId/posts/:id/presence/:pageId': { subject: 'post' },
  'GET /api/workspaces/:workspaceId/held': {},
  'GET /api/workspaces/:workspaceId/upcoming': {},
  'GET /api/workspaces/:workspaceId/needs': {},
  'GET /api/workspaces/:workspaceId/needs/count': {},
  'POST /api/workspaces/:workspaceId/needs/decide': {
    body: { ids: ['00000000-0000-7000-8000-000000000000'], as: 'drop' },
  },
  'GET /api/workspaces/:workspaceId/notifications': {},
  'POST /api/workspaces/:workspaceId/notifications/read': {},
  'GET /api/workspaces/:workspaceId/notifications/settings': {},
  'PUT /api/workspaces/:workspaceId/notifications/settings': {
    body: { items: [{ kind: 'mention', inApp: true, email: false, browser: false }] },
  },
} as const
