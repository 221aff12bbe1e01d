import type { StopState } from '../../core/halts/state.ts'
import type { Words } from './words.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')

const style = `
:root{color-scheme:light dark;--ink:#16202b;--paper:#fbfaf7;--line:#c9ced4;--red:#b3121d}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf1;--paper:#0e1620;--line:#3a4652;--red:#d4323d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:34rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
label{display:block;margin:1rem 0}
input[type=text]{display:block;width:100%;padding:.8rem;font:inherit;border:1px solid var(--line);border-radius:8px;background:transparent;color:inherit}
input[type=checkbox]{width:1.5rem;height:1.5rem;vertical-align:middle;margin-right:.5rem}
button{width:100%;padding:1.2rem;font:inherit;font-size:1.4rem;font-weight:700;color:#fff;background:var(--red);border:0;border-radius:12px}
section{border:1px solid var(--line);border-radius:12px;padding:.75rem 1rem;margin:.75rem 0}
p{margin:.4rem 0}a{color:inherit}[role=alert]{border-left:4px solid var(--red);padding-left:.75rem}`

export interface Page {
  readonly words: Words
  readonly timeZone: string
  readonly stops: readonly StopState[]
  /** Absent: no form, there is nobody to press its button. */
  readonly token?: string
  readonly message?: string
  /** Shows the form although there is a stop already; such a page does not look again by itself, or what was typed would be lost. */
  readonly again?: boolean
}

function clock(date: Date, { words, timeZone }: Page): string {
  return new Intl.DateTimeFormat(words.language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  }).format(date)
}

function stopHtml(stop: StopState, page: Page): string {
  const { words } = page
  const scope = stop.workspaceName ?? words.everything
  const silence = stop.silentAt === null ? words.notSilent : `${words.silent}${gap(words)}${clock(stop.silentAt, page)}`
  return `<section><p><strong>${escape(scope)}</strong>, ${escape(words.level[stop.level])}, ${words.by} ${escape(stop.haltedByName)}</p>
<p><strong>${escape(words.sealed)}</strong>${gap(words)}${escape(clock(stop.sealedAt, page))}</p>
<p>${escape(words.onWire(stop.onWire, stop.unresolved))}</p>
<p role="status"><strong>${escape(silence)}</strong></p></section>`
}

/** A colon as the language sets it. */
const gap = ({ language }: Words): string => (language === 'fr' ? '\u202f: ' : ': ')

function formHtml({ words, token, stops, again }: Page): string {
  if (token === undefined) return ''
  if (stops.length > 0 && again !== true) return `<p><a href="/stop?again=yes">${escape(words.stopAgain)}</a></p>`
  return `<form method="post" action="/stop">
<input type="hidden" name="token" value="${escape(token)}">
<label>${escape(words.confirm)}<input type="text" name="word" autocomplete="off" autocapitalize="characters" spellcheck="false"></label>
<label><input type="checkbox" name="sure" value="yes">${escape(words.tick)}</label>
<label>${escape(words.reason)}<input type="text" name="reason" maxlength="2000" autocomplete="off"></label>
<button type="submit">${escape(stops.length === 0 ? words.stop : words.stopAgain)}</button></form>`
}

/** The page whole: no script, no file of the web app. It looks again by itself while there is a stop. */
export function stopPage(page: Page): string {
  const { words, stops, message, token } = page
  const open = stops.some(({ silentAt }) => silentAt === null)
  const refresh =
    stops.length === 0 || page.again === true ? '' : `<meta http-equiv="refresh" content="${open ? 2 : 15};url=/stop">`
  const list =
    token === undefined
      ? ''
      : `<h2>${escape(words.active)}</h2>${stops.map((stop) => stopHtml(stop, page)).join('') || `<p>${escape(words.none)}</p>`}`
  const form = formHtml(page)
  return `<!doctype html><html lang="${words.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">${refresh}<title>${escape(words.title)}</title>
<style>${style}</style></head><body><main><h1>${escape(words.title)}</h1>
${message === undefined ? '' : `<p role="alert">${escape(message)}</p>`}
${stops.length === 0 ? `${token === undefined ? '' : `<p>${escape(words.lead)}</p>`}${form}${list}` : `${list}${form}`}
<p><a href="${token === undefined ? '/sign-in?from=%2Fstop' : '/'}">${escape(token === undefined ? words.signInLink : words.open)}</a></p></main></body></html>`
}
