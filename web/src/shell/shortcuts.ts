import { useEffect, useRef } from 'react'

/** `n`, `?`, or a sequence `g p`. */
export type Shortcuts = Readonly<Record<string, () => void>>

const storageKey = 'vigie.shortcuts'

/** Single keys can be turned off (WCAG 2.1.4): speech input types them by accident. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(storageKey) !== 'off'
}
export function setSingleKeys(on: boolean): void {
  localStorage.setItem(storageKey, on ? 'on' : 'off')
}

const patience = 1200

/** Follows keys through sequences. Pure but for its memory; `at` in milliseconds. */
export function keySequence() {
  let before = ''
  let since = 0
  return (key: string, at: number, known: readonly string[]): string | undefined => {
    const pair = before !== '' && at - since <= patience ? `${before} ${key}` : key
    const hit = [pair, key].find((candidate) => known.includes(candidate))
    const begins = known.some((name) => name.startsWith(`${key} `))
    before = hit === undefined && begins ? key : ''
    since = at
    return hit
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** Listens on the whole page while the component is there; never while somebody types, never in an open dialogue. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    const follow = keySequence()
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (isTyping(event.target) || !singleKeysOn()) return
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return
      const name = follow(event.key, event.timeStamp, Object.keys(current.current))
      if (name === undefined) return
      event.preventDefault()
      current.current[name]?.()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
