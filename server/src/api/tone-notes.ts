import { z } from 'zod'
import { changeToneNote, readToneNotes } from '../core/posts/tone-notes.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { network } from './shapes/account.ts'
import { workspaceParams } from './shapes/common.ts'

const note = z
  .string()
  .max(500, 'A tone note has at most 500 characters: a sentence or two.')
  .describe('How the workspace speaks there')
const toneNote = z.object({ network, note }).meta({ id: 'ToneNote' })
const notes = z.array(toneNote)

/** How a workspace speaks on each network: stands beside the editor. */
export function toneNoteRoutes({ app, core }: Routes): void {
  const tags = ['workspaces']
  app.get(
    '/workspaces/:workspaceId/tone-notes',
    {
      config: needs('workspace.read'),
      schema: {
        tags,
        summary: 'How the workspace speaks on each network, where it has said so',
        params: workspaceParams,
        response: { 200: notes },
      },
    },
    (request) => readToneNotes(core.db, request.params.workspaceId),
  )

  app.put(
    '/workspaces/:workspaceId/tone-notes',
    {
      config: needs('workspace.change'),
      schema: {
        tags,
        summary: 'Say how the workspace speaks on a network; an empty note takes it away',
        params: workspaceParams,
        body: toneNote,
        response: { 200: notes },
      },
    },
    async (request) => {
      const { workspaceId } = request.params
      const { actor } = signedIn(request)
      await changeToneNote(core, { ...request.body, workspaceId, actor })
      return readToneNotes(core.db, workspaceId)
    },
  )
}
