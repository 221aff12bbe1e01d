/** Where the bytes of a picture or video are. */
export const mediaAddress = (workspaceId: string, id: string, size: 'preview' | 'whole' = 'preview'): string =>
  `/api/workspaces/${workspaceId}/media/${id}/content?size=${size}`
