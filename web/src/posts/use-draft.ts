import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import type { Post } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { forgetKept, keep, keptKey, readKept } from './kept-text.ts'
import { emptyItem, hasWords, sameWords, writtenOf, type Written } from './words.ts'

export interface DraftState {
  readonly written: Written
  /** The post as it was when this was begun; undefined where what was kept began from another version. */
  readonly base: Written | undefined
  readonly write: (change: Partial<Written>) => void
  /** There is text that is neither saved nor sent. */
  readonly unsaved: boolean
  /** The text is what was kept from an earlier session, and nothing was changed since. */
  readonly restored: boolean
  /** False when this browser refuses to keep it. */
  readonly isKept: boolean
  /** Throws away what was written since it was last saved; a new post begins anew, for the same accounts. */
  readonly discard: () => void
  /** It is saved or sent: what this browser kept is not needed any more. */
  readonly settle: () => void
}

interface Beginning {
  /** The draft being edited. */
  readonly post: Post | undefined
  /** Accounts that are connected. */
  readonly connected: readonly string[]
  readonly language: string
}

/** Nothing is written yet. */
const blank = { items: [emptyItem], options: {}, own: {}, apart: [], campaignId: null, tags: [] }

/** Those of the chosen accounts that are still connected; the only one there is, where no choice is left. */
function stillThere(chosen: readonly string[], connected: readonly string[]): readonly string[] {
  const left = chosen.filter((id) => connected.includes(id))
  return left.length === 0 && connected.length === 1 ? connected : left
}

/** What is being written: begun from what this browser kept, else from the post, and kept at every change. */
export function useDraft({ post, connected, language }: Beginning): DraftState {
  const { me, workspace } = useHere()
  const key = keptKey(me.person.id, workspace.id, post?.id)
  const [saved, setSaved] = useState<Written>(() => {
    const accountIds = stillThere(post?.accountIds ?? [], connected)
    if (post === undefined) return { ...blank, options: { languages: [language] }, accountIds }
    return writtenOf(post, accountIds)
  })
  const [kept] = useState(() => readKept(key))
  const [first] = useState<Written>(() =>
    kept === undefined ? saved : { ...kept, accountIds: stillThere(kept.accountIds, connected) },
  )
  const [written, setWritten] = useState(first)
  const [isKept, setIsKept] = useState(true)
  const settled = useRef(false)

  const store = useDebouncedCallback(
    (next: Written) => {
      if (!settled.current) setIsKept(keep(key, next))
    },
    { delay: 250, flushOnUnmount: true },
  )

  const unsaved = !sameWords(written, saved) && (hasWords(written) || post !== undefined)
  const warn = unsaved && !isKept
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      store.flush()
      if (warn) event.preventDefault()
    }
    window.addEventListener('beforeunload', leave)
    return () => window.removeEventListener('beforeunload', leave)
  }, [store, warn])

  return {
    written,
    base: written.version === saved.version ? saved : undefined,
    unsaved,
    isKept,
    restored: kept !== undefined && !sameWords(kept, saved) && written === first,
    write: (change) => {
      const next = { ...written, ...change }
      setWritten(next)
      settled.current = false
      if (!hasWords(next) && post === undefined) {
        settled.current = true
        forgetKept(key)
      } else store(next)
    },
    discard: () => {
      settled.current = true
      forgetKept(key)
      setWritten(
        post === undefined ? { ...blank, options: { languages: [language] }, accountIds: written.accountIds } : saved,
      )
    },
    settle: () => {
      settled.current = true
      setSaved(written)
      forgetKept(key)
    },
  }
}
