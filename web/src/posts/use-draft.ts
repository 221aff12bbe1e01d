import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import type { Post } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { forgetKept, keep, keptKey, readKept, type Written } from './kept-text.ts'

export interface DraftState {
  readonly written: Written
  readonly write: (change: Partial<Written>) => void
  /** There is text that is neither saved nor sent. */
  readonly unsaved: boolean
  /** The text is what was kept from an earlier session, and nothing was changed since. */
  readonly restored: boolean
  /** False when this browser refuses to keep it. */
  readonly isKept: boolean
  /** It is saved or sent: what this browser kept is not needed any more. */
  readonly settle: () => void
}

interface Beginning {
  /** The draft being edited. */
  readonly post: Post | undefined
  /** A post whose text is taken for a new one. */
  readonly from: Post | undefined
  /** Accounts that are connected. */
  readonly connected: readonly string[]
  readonly language: string
}

const same = (a: Written, b: Written) =>
  a.text === b.text &&
  String(a.languages) === String(b.languages) &&
  String(a.accountIds) === String(b.accountIds) &&
  (a.campaignId ?? null) === (b.campaignId ?? null) &&
  String(a.tags ?? []) === String(b.tags ?? [])

/** Those of the chosen accounts that are still connected; the only one there is, where no choice is left. */
function stillThere(chosen: readonly string[], connected: readonly string[]): readonly string[] {
  const left = chosen.filter((id) => connected.includes(id))
  return left.length === 0 && connected.length === 1 ? connected : left
}

/** What is being written: begun from what this browser kept, else from the post, and kept at every change. */
export function useDraft({ post, from, connected, language }: Beginning): DraftState {
  const { me, workspace } = useHere()
  const key = keptKey(me.person.id, workspace.id, post?.id)
  const origin = post ?? from
  const [saved, setSaved] = useState<Written>(() => ({
    text: origin?.items[0]?.text ?? '',
    languages: origin?.options.languages ?? [language],
    accountIds: stillThere(origin?.accountIds ?? [], connected),
    campaignId: origin?.campaignId ?? null,
    tags: origin?.tags ?? [],
    ...(post === undefined ? {} : { version: post.version }),
  }))
  // Taking another post's text is a wish of this moment: it goes before what was kept for a new post.
  const [kept] = useState(() => (from === undefined ? readKept(key) : undefined))
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

  const unsaved = !same(written, saved) && (written.text.trim() !== '' || post !== undefined)
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
    unsaved,
    isKept,
    restored: kept !== undefined && !same(kept, saved) && written === first,
    write: (change) => {
      const next = { ...written, ...change }
      setWritten(next)
      settled.current = false
      if (next.text.trim() === '' && post === undefined) {
        settled.current = true
        forgetKept(key)
      } else store(next)
    },
    settle: () => {
      settled.current = true
      setSaved(written)
      forgetKept(key)
    },
  }
}
