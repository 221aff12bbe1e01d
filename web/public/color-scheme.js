// Runs before the first paint, so that a dark room stays dark. A file of its own: the content-security policy allows no inline script.
;(function () {
  let chosen
  try {
    chosen = window.localStorage.getItem('mantine-color-scheme-value')
  } catch {
    chosen = null // storage may be switched off: then the system's setting decides
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
