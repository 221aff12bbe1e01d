import type { Person } from '../../db/schema.ts'
import { notificationKinds, type NotificationKind } from './kinds.ts'
import type { NotificationView } from './list.ts'
import { mailWords } from './mail-words.ts'
import type { Mail } from './mailer.ts'

/** So many of a kind are named, the others counted. */
const named = 10

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** One mail for all that is to be told to a person, in their language. Pure. */
export function composeMail(
  person: Pick<Person, 'name' | 'email' | 'language' | 'timeZone'>,
  items: readonly NotificationView[],
  origin: string,
): Mail {
  const words = mailWords[person.language]
  const groups = notificationKinds.flatMap((kind) => {
    const own = items.filter((item) => item.kind === kind)
    return own.length === 0 ? [] : [{ kind, heading: words.heading[kind](own.length), lines: linesOf(kind, own) }]
  })
  const [first] = groups
  const workspaceId = items[0]?.workspaceId ?? ''
  const open = `${origin}/w/${workspaceId}/${groups.every(({ kind }) => kind === 'mention') ? 'posts' : 'needs'}`
  const settings = `${origin}/w/${workspaceId}/settings/notifications`

  function linesOf(kind: NotificationKind, own: readonly NotificationView[]): string[] {
    const said = own.slice(0, named).map(({ text, handle, detail }) => {
      const { by = '', scheduled = 0, endsAt } = detail as { by?: string; scheduled?: number; endsAt?: string }
      if (kind !== 'sign_in_ending')
        return words.line({ text, handle, by: kind.startsWith('delivery') || kind.startsWith('account') ? '' : by })
      const format = new Intl.DateTimeFormat(person.language, { dateStyle: 'long', timeZone: person.timeZone })
      return words.ending({ handle, scheduled, day: endsAt === undefined ? '' : format.format(new Date(endsAt)) })
    })
    return own.length > named ? [...said, words.more(own.length - named)] : said
  }

  const text = [
    words.greeting(person.name),
    words.lead(items.length),
    ...groups.map(({ heading, lines }) => [heading, ...lines.map((line) => `  - ${line}`)].join('\n')),
    `${words.open}: ${open}`,
    `${words.why} ${settings}`,
  ].join('\n\n')
  const html = [
    `<p>${escape(words.greeting(person.name))}</p><p>${escape(words.lead(items.length))}</p>`,
    ...groups.map(
      ({ heading, lines }) =>
        `<h3>${escape(heading)}</h3><ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`,
    ),
    `<p><a href="${escape(open)}">${escape(words.open)}</a></p>`,
    `<p style="color:#566071">${escape(words.why)} <a href="${escape(settings)}">${escape(settings)}</a></p>`,
  ].join('\n')
  return {
    to: { name: person.name, address: person.email },
    subject: `Vigie: ${words.subject(items.length, first?.heading ?? '')}`,
    text,
    html: `<!doctype html><html lang="${person.language}"><body>${html}</body></html>`,
  }
}
