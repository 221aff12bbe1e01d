import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Media } from '../api/types.ts'
import { mediaQuery } from './queries.ts'
import { uploadFile, type Upload } from './upload-file.ts'

/** A file on its way to the library. */
export interface Uploading {
  readonly key: number
  readonly file: File
  /** From 0 to 1; 1 while the server looks at it. */
  readonly share: number
  /** Why it did not get there: it can be tried again. */
  readonly error?: unknown
}

let keys = 0

/** Uploads files one after the other, so that they come in the order in which they were chosen; `onDone` is called for each. */
export function useUploads(workspaceId: string, onDone: (media: Media) => void) {
  const client = useQueryClient()
  const [uploading, setUploading] = useState<readonly Uploading[]>([])
  const running = useRef(new Map<number, Upload>())
  const queue = useRef(Promise.resolve())
  const waiting = useRef(new Set<number>())
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  // who leaves the text lets what is half sent come to the library: it is not lost
  const there = useRef(true)
  useEffect(() => {
    there.current = true
    return () => {
      there.current = false
    }
  }, [])

  const set = (key: number, change: Partial<Uploading>) =>
    setUploading((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const remove = (key: number) => {
    waiting.current.delete(key)
    running.current.get(key)?.stop()
    running.current.delete(key)
    setUploading((all) => all.filter((one) => one.key !== key))
  }
  const start = async (key: number, file: File) => {
    // forgotten before its turn came
    if (!waiting.current.delete(key)) return
    const upload = uploadFile(workspaceId, file, (share) => set(key, { share }))
    running.current.set(key, upload)
    try {
      const media = await upload.done
      // taken out by the person meanwhile
      if (!running.current.has(key)) return
      client.setQueryData(mediaQuery(workspaceId, media.id).queryKey, media)
      void client.invalidateQueries({ queryKey: ['w', workspaceId, 'media', 'list'] })
      remove(key)
      if (there.current) done.current(media)
    } catch (error) {
      if (running.current.delete(key)) set(key, { error })
    }
  }
  const enqueue = (key: number, file: File) => {
    waiting.current.add(key)
    queue.current = queue.current.then(() => start(key, file))
  }
  const add = (files: readonly File[]) => {
    const entered = files.map((file) => ({ key: ++keys, file, share: 0 }))
    setUploading((all) => [...all, ...entered])
    for (const { key, file } of entered) enqueue(key, file)
  }
  const retry = ({ key, file }: Uploading) => {
    setUploading((all) => all.map((one) => (one.key === key ? { key, file, share: 0 } : one)))
    enqueue(key, file)
  }
  return { uploading, add, retry, remove }
}
