import type { NotificationKind } from './kinds.ts'

interface Words {
  readonly greeting: (name: string) => string
  readonly subject: (count: number, first: string) => string
  readonly lead: (count: number) => string
  readonly heading: Readonly<Record<NotificationKind, (count: number) => string>>
  /** `text` are words of a post, `handle` an account. */
  readonly line: (about: { text: string | null; handle: string | null; by: string }) => string
  readonly ending: (about: { handle: string | null; scheduled: number; day: string }) => string
  readonly more: (count: number) => string
  readonly open: string
  readonly why: string
}

const quoted = (text: string | null, [open, close]: readonly [string, string]) =>
  text === null || text.trim() === '' ? undefined : `${open}${text.trim().replaceAll(/\s+/g, ' ')}${close}`
const joined = (...parts: (string | undefined | null)[]) =>
  parts.filter((part) => part !== undefined && part !== null && part !== '').join(' · ')
const s = (count: number) => (count === 1 ? '' : 's')

const en: Words = {
  greeting: (name) => `Hello ${name},`,
  subject: (count, first) => (count === 1 ? first : `${count} things need you`),
  lead: (count) => (count === 1 ? 'One thing needs you in Vigie.' : `${count} things need you in Vigie.`),
  heading: {
    delivery_held: (count) => `${count} held: nothing is public, a decision is wanted`,
    delivery_failed: (count) => `${count} refused by the network: nothing is public`,
    delivery_unconfirmed: (count) => `${count} without an answer: perhaps public, somebody has to look`,
    approval_asked: (count) => `${count} approval${s(count)} asked of you`,
    approval_answered: (count) => `${count} answer${s(count)} about approval`,
    mention: (count) => `${count} comment${s(count)} that name${count === 1 ? 's' : ''} you`,
    account_needs_sign_in: (count) => `${count} account${s(count)} to sign in again`,
    sign_in_ending: (count) => `${count} sign-in${s(count)} about to end`,
  },
  line: ({ text, handle, by }) => joined(quoted(text, ['“', '”']), handle && `@${handle}`, by),
  ending: ({ handle, scheduled, day }) =>
    `@${handle ?? ''} until ${day}; ${scheduled} scheduled post${s(scheduled)} depend${scheduled === 1 ? 's' : ''} on it`,
  more: (count) => `and ${count} more`,
  open: 'Open Vigie',
  why: 'You get this mail because you are a member of the workspace. Choose what you are told of:',
}

const n = '\u202f'
const fr: Words = {
  greeting: (name) => `Bonjour ${name},`,
  subject: (count, first) => (count === 1 ? first : `${count} choses vous attendent`),
  lead: (count) => (count === 1 ? 'Une chose vous attend dans Vigie.' : `${count} choses vous attendent dans Vigie.`),
  heading: {
    delivery_held: (count) => `${count} retenue${s(count)}${n}: rien n’est public, il faut décider`,
    delivery_failed: (count) => `${count} refusée${s(count)} par le réseau${n}: rien n’est public`,
    delivery_unconfirmed: (count) => `${count} sans réponse${n}: peut-être publique${s(count)}, il faut regarder`,
    approval_asked: (count) => `${count} validation${s(count)} demandée${s(count)}`,
    approval_answered: (count) => `${count} réponse${s(count)} à vos demandes de validation`,
    mention: (count) => `${count} commentaire${s(count)} où l’on vous cite`,
    account_needs_sign_in: (count) => `${count} compte${s(count)} à reconnecter`,
    sign_in_ending: (count) => `${count} accès bientôt à renouveler`,
  },
  line: ({ text, handle, by }) => joined(quoted(text, [`«${n}`, `${n}»`]), handle && `@${handle}`, by),
  ending: ({ handle, scheduled, day }) =>
    `@${handle ?? ''} jusqu’au ${day}${n}; ${scheduled} publication${s(scheduled)} programmée${s(scheduled)} en dépend${scheduled === 1 ? '' : 'ent'}`,
  more: (count) => `et ${count} de plus`,
  open: 'Ouvrir Vigie',
  why: `Vous recevez ce message comme membre de l’espace. Choisissez ce dont on vous prévient${n}:`,
}

export const mailWords = { en, fr } as const
