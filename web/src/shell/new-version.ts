const storageKey = 'vigie.reloadedAt'
const patience = 30_000
let quiet = 0

/**
 * A part of the app that is not there any more means that the server runs a newer version than this tab: loading the page again
 * brings it, and what was being written is kept. Only once in a while: if the part is truly missing, the page says so instead.
 */
export function reloadForNewVersion(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (quiet > 0) return
    const last = Number(sessionStorage.getItem(storageKey) ?? 0)
    if (Date.now() - last < patience) return
    sessionStorage.setItem(storageKey, String(Date.now()))
    event.preventDefault()
    window.location.reload()
  })
}

/** Loads a part for which the page must never be loaded anew; undefined when it cannot be had. */
export async function loadQuietly<T>(load: () => Promise<T>): Promise<T | undefined> {
  quiet++
  try {
    return await load()
  } catch (error) {
    console.info('A part of the app could not be loaded', error)
    return undefined
  } finally {
    quiet--
  }
}
