import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HeldDelivery } from '../api/types.ts'
import { act } from '../deliveries/act.ts'
import { rememberSending } from '../deliveries/undo-store.ts'
import { decide, type Decision, type Outcome, type Which } from './decide.ts'
import type { Held } from './use-held.ts'

/** Decisions as they are made and what came of the last one. */
export function useDecide(workspaceId: string, held: Held) {
  const client = useQueryClient()
  const [progress, setProgress] = useState(0)
  const run = useMutation({
    mutationFn: async ({ which, decision }: { which: Which; decision: Decision; count: number }): Promise<Outcome> => {
      setProgress(0)
      const one = 'chosen' in which && which.chosen.length === 1 ? which.chosen[0] : undefined
      // One alone is sent as on its own page, with the bar to take it back.
      if (one !== undefined && decision.as === 'send_now') return sendOne(workspaceId, one)
      return decide(workspaceId, which, decision, setProgress)
    },
    onSuccess: (outcome, { which }) => {
      const refused = new Set(outcome.refused.map(({ id }) => id))
      const asked = 'chosen' in which ? which.chosen : held.items
      // Broken off in the middle, nobody knows which: the list is read again.
      if (outcome.broken === undefined) held.forget(new Set(asked.map(({ id }) => id).filter((id) => !refused.has(id))))
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspaceId] }),
  })
  return { run, progress }
}

async function sendOne(workspaceId: string, { id }: Pick<HeldDelivery, 'id'>): Promise<Outcome> {
  const sent = await act(workspaceId, id, { do: 'release' })
  rememberSending(workspaceId, sent.postId, [sent])
  return { done: 1, refused: [], drafts: [] }
}
