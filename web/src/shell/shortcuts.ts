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
  // a box that is ticked takes the space bar, not letters
  if (target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

// One listener for all that listen, so that `g a` is never taken for `a`.
const layers: { readonly current: Shortcuts }[] = []
const follow = keySequence()
/** Held down, these go on: they move. */
const moving = ['j', 'k', 'J', 'K']

// A dialogue that a key closes is gone before we hear of the key: whether there was one is noted on its way down.
let inDialogue = false
function note(): void {
  inDialogue = document.querySelector('[role="dialog"][aria-modal="true"]') !== null
}

function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.repeat && !moving.includes(event.key)) return
  if (isTyping(event.target) || !singleKeysOn()) return
  if (inDialogue) return
  const known = layers.flatMap(({ current }) => Object.keys(current))
  const name = follow(event.key, event.timeStamp, known)
  if (name === undefined) return
  event.preventDefault()
  layers.find(({ current }) => name in current)?.current[name]?.()
}

/** Listens on the whole page while the component is there; never while somebody types, never in an open dialogue. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    if (layers.length === 0) {
      window.addEventListener('keydown', note, { capture: true })
      window.addEventListener('keydown', listen)
    }
    layers.push(current)
    return () => {
      layers.splice(layers.indexOf(current), 1)
      if (layers.length > 0) return
      window.removeEventListener('keydown', note, { capture: true })
      window.removeEventListener('keydown', listen)
    }
  }, [])
}
