import { useEffect, useState, type ComponentType } from 'react'
import { loadDialog, plainStop } from './load-dialog.ts'
import { askToStop, useAskedToStop, type Asked } from './stop-store.ts'

const soon = 2000

/** Once on every page: shows the dialogue when it is asked for, and hears its key, also while somebody writes. */
export function StopHost() {
  const asked = useAskedToStop()
  const [dialog, setDialog] = useState<{ readonly Shown: ComponentType<{ asked: Asked }> }>()
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '.' || !(event.ctrlKey || event.metaKey) || event.altKey || event.repeat) return
      event.preventDefault()
      askToStop()
    }
    // Fetched while all is well, so that it is there when nothing else is.
    const timer = setTimeout(() => void loadDialog(), soon)
    window.addEventListener('keydown', listen)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', listen)
    }
  }, [])
  useEffect(() => {
    if (asked === null || dialog !== undefined) return
    void loadDialog().then((code) => {
      if (code === undefined) window.location.assign(plainStop)
      else setDialog({ Shown: code.StopDialog })
    })
  }, [asked, dialog])
  return asked === null || dialog === undefined ? null : <dialog.Shown asked={asked} />
}
