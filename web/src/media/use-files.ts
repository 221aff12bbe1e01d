import { useEffect, useRef, useState, type RefObject } from 'react'

const hasFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') === true

/** One for each text on the page, in the order in which they came. */
const areas: { readonly box: () => Element | null; readonly take: (files: readonly File[]) => void }[] = []
let last: (typeof areas)[number] | undefined

/** Whose files they are: of the text they fall on, else of the one that was written in last, else of the first. */
function areaAt(target: EventTarget | null): (typeof areas)[number] | undefined {
  const under = target instanceof Node ? areas.find(({ box }) => box()?.contains(target) === true) : undefined
  return under ?? (last !== undefined && areas.includes(last) ? last : areas[0])
}

/**
 * Files that are dropped anywhere on the page, or pasted. Whoever drags a file over the window and misses the place does not lose
 * what was written: a browser would open the file in place of the page.
 * @param area stands right below its text, in one box with it
 * @returns whether somebody is dragging files over the page, and would drop them here
 */
export function useFiles(area: RefObject<HTMLElement | null>, take: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const taken = useRef(take)
  useEffect(() => {
    taken.current = take
  })
  useEffect(() => {
    const mine = {
      box: () => area.current?.parentElement ?? null,
      take: (files: readonly File[]) => taken.current(files),
    }
    areas.push(mine)
    const move = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(areaAt(event.target) === mine)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(false)
      if (areaAt(event.target) === mine) mine.take([...(event.dataTransfer?.files ?? [])])
    }
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0 || areaAt(event.target) !== mine) return
      event.preventDefault()
      mine.take(files)
    }
    const focus = (event: FocusEvent) => {
      if (event.target instanceof Node && mine.box()?.contains(event.target) === true) last = mine
    }
    const events = { dragover: move, dragleave: leave, drop, paste, focusin: focus }
    const all = Object.entries(events) as [keyof typeof events, EventListener][]
    for (const [name, listener] of all) window.addEventListener(name, listener)
    return () => {
      areas.splice(areas.indexOf(mine), 1)
      for (const [name, listener] of all) window.removeEventListener(name, listener)
    }
  }, [area])
  return over
}
