/** What calls of the routes of media and link cards need (api/routes.test.ts). */
export const mediaCalls = {
  'GET /api/workspaces/:workspaceId/media': {},
  'POST /api/workspaces/:workspaceId/media': {},
  'GET /api/workspaces/:workspaceId/media/:id': { subject: 'media' },
  'PATCH /api/workspaces/:workspaceId/media/:id': { subject: 'media', body: { alt: 'Other words' } },
  'DELETE /api/workspaces/:workspaceId/media/:id': { subject: 'media' },
  'GET /api/workspaces/:workspaceId/media/:id/content': { subject: 'media' },
  'POST /api/workspaces/:workspaceId/link-card': { body: { url: 'http://127.0.0.1:9/' } },
} as const
