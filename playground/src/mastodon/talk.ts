import type { Server } from './answers.ts'
import type { Citizen, Notice, Toot } from './state.ts'

/** Puts a status on its author's page, and tells whom it answers or names. */
export function say({ state }: Pick<Server, 'state'>, toot: Toot): Toot {
  state.toots.push(toot)
  const answered = state.toots.find(({ id }) => id === toot.answers)?.person
  const named = [...toot.text.matchAll(/@(\w+)/g)].flatMap(([, name = '']) => state.find(name) ?? [])
  for (const person of new Set([...(answered === undefined ? [] : [answered]), ...named]))
    tell({ state }, person, toot.person, 'mention', toot)
  return toot
}

/** Nobody is told of what they did themselves. */
export function tell(
  { state }: Pick<Server, 'state'>,
  to: Citizen,
  from: Citizen,
  type: Notice['type'],
  toot: Toot,
): void {
  if (to === from) return
  const notice: Notice = { id: String(state.notices.length + 1), to, from, type, toot, at: new Date() }
  state.notices.push(notice)
  for (const listener of state.listeners) listener(notice)
}

/** The status of somebody who speaks on the server itself, without an app of ours. */
export const spoken = ({ state }: Pick<Server, 'state'>, person: Citizen, written: Partial<Toot>): Toot => ({
  id: state.newId(),
  person,
  text: '',
  createdAt: new Date(),
  editedAt: null,
  repeatedBy: new Set(),
  likedBy: new Set(),
  language: 'fr',
  visibility: 'public',
  warning: '',
  answers: null,
  quotePolicy: null,
  app: undefined,
  media: [],
  gone: false,
  going: false,
  ...written,
})

/** Everything below a status, as one list: each answer stands before what answers it. */
export function below({ state }: Pick<Server, 'state'>, id: string): Toot[] {
  return state.toots
    .filter((toot) => toot.answers === id && !toot.gone)
    .flatMap((toot) => [toot, ...below({ state }, toot.id)])
}
