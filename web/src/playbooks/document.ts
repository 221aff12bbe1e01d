/** A playbook while it is being written. Pure. */
import type { Playbook, Role } from '../api/types.ts'

export interface StepDraft {
  /** Keeps its place in the page while steps move; an id of the server's, or one of ours. */
  readonly key: string
  readonly text: string
  readonly role: Role | null
  readonly personId: string | null
}

export interface ContactDraft {
  readonly key: string
  readonly name: string
  readonly role: string
  readonly phone: string
  readonly email: string
  readonly note: string
}

export interface Written {
  readonly name: string
  readonly situation: string
  readonly steps: readonly StepDraft[]
  readonly contacts: readonly ContactDraft[]
  readonly statementPostIds: readonly string[]
}

const own = 'new-'
let made = 0
const newKey = () => `${own}${++made}`

export const newStep = (): StepDraft => ({ key: newKey(), text: '', role: null, personId: null })
export const newContact = (): ContactDraft => ({ key: newKey(), name: '', role: '', phone: '', email: '', note: '' })

export function toWritten(playbook: Playbook | undefined): Written {
  if (playbook === undefined) return { name: '', situation: '', steps: [newStep()], contacts: [], statementPostIds: [] }
  const { name, situation, steps, contacts, statementPostIds } = playbook
  return {
    name,
    situation,
    steps: steps.map(({ id, text, role, personId }) => ({ key: id, text, role, personId })),
    contacts: contacts.map(({ id, ...rest }) => ({ key: id, ...rest })),
    statementPostIds,
  }
}

/** What the server is told: lines nobody filled in are left out, known lines keep their ids. */
export function toBody({ name, situation, steps, contacts, statementPostIds }: Written) {
  const known = (key: string) => (key.startsWith(own) ? {} : { id: key })
  return {
    name: name.trim(),
    situation: situation.trim(),
    steps: steps
      .filter(({ text }) => text.trim() !== '')
      .map(({ key, text, role, personId }) => ({ ...known(key), text: text.trim(), role, personId })),
    contacts: contacts
      .filter((contact) => !isBlank(contact))
      .map(({ key, name: called, role, phone, email, note }) => ({
        ...known(key),
        name: called.trim(),
        role: role.trim(),
        phone: phone.trim(),
        email: email.trim(),
        note: note.trim(),
      })),
    statementPostIds: [...statementPostIds],
  }
}

export function isBlank({ key: _key, ...fields }: ContactDraft): boolean {
  return Object.values(fields).every((value) => value.trim() === '')
}

/** Whether two say the same to the server. */
export const isSame = (a: Written, b: Written): boolean => JSON.stringify(toBody(a)) === JSON.stringify(toBody(b))

/** Moves one line to another place; a place outside is the nearest inside. */
export function moved<T>(lines: readonly T[], from: number, to: number): readonly T[] {
  const line = lines[from]
  const place = Math.max(0, Math.min(lines.length - 1, to))
  if (line === undefined || place === from) return lines
  const others = lines.filter((_, index) => index !== from)
  return [...others.slice(0, place), line, ...others.slice(place)]
}
