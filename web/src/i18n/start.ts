import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Dictionary } from './en/index.ts'

export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Dictionary }
    returnNull: false
  }
}

// Each language is a file of its own, and so is each part of it: nobody loads what they do not read.
const load = {
  first: {
    fr: async () => (await import('./fr/first.ts')).first,
    en: async () => (await import('./en/first.ts')).first,
  },
  entering: {
    fr: async () => (await import('./fr/entering.ts')).entering,
    en: async () => (await import('./en/entering.ts')).entering,
  },
  inside: {
    fr: async () => (await import('./fr/inside.ts')).inside,
    en: async () => (await import('./en/inside.ts')).inside,
  },
  cards: {
    fr: async () => (await import('./fr/cards.ts')).cards,
    en: async () => (await import('./en/cards.ts')).cards,
  },
  connecting: {
    fr: async () => (await import('./fr/connecting.ts')).connecting,
    en: async () => (await import('./en/connecting.ts')).connecting,
  },
  crisis: {
    fr: async () => (await import('./fr/crisis.ts')).crisis,
    en: async () => (await import('./en/crisis.ts')).crisis,
  },
  groups: {
    fr: async () => (await import('./fr/groups.ts')).groups,
    en: async () => (await import('./en/groups.ts')).groups,
  },
  hearing: {
    fr: async () => (await import('./fr/hearing.ts')).hearing,
    en: async () => (await import('./en/hearing.ts')).hearing,
  },
  options: {
    fr: async () => (await import('./fr/options.ts')).options,
    en: async () => (await import('./en/options.ts')).options,
  },
  pictures: {
    fr: async () => (await import('./fr/media.ts')).pictures,
    en: async () => (await import('./en/media.ts')).pictures,
  },
  planning: {
    fr: async () => (await import('./fr/planning.ts')).planning,
    en: async () => (await import('./en/planning.ts')).planning,
  },
  preferences: {
    fr: async () => (await import('./fr/preferences.ts')).preferences,
    en: async () => (await import('./en/preferences.ts')).preferences,
  },
  record: {
    fr: async () => (await import('./fr/record.ts')).record,
    en: async () => (await import('./en/record.ts')).record,
  },
  stopping: {
    fr: async () => (await import('./fr/stopping.ts')).stopping,
    en: async () => (await import('./en/stopping.ts')).stopping,
  },
  stops: {
    fr: async () => (await import('./fr/stops.ts')).stops,
    en: async () => (await import('./en/stops.ts')).stops,
  },
  team: {
    fr: async () => (await import('./fr/team.ts')).team,
    en: async () => (await import('./en/team.ts')).team,
  },
  transfer: {
    fr: async () => (await import('./fr/transfer.ts')).transfer,
    en: async () => (await import('./en/transfer.ts')).transfer,
  },
}
type Part = Exclude<keyof typeof load, 'first'>
const needed = new Set<keyof typeof load>(['first'])
const loaded = new Set<string>()

/** Brings these parts of a language, where they are not there yet. Ends when each is there or failed. */
async function bring(language: Language, parts: Iterable<keyof typeof load>): Promise<void> {
  const missing = [...parts].filter((part) => !loaded.has(`${language}/${part}`))
  const ends = await Promise.allSettled(
    missing.map(async (part) => {
      i18next.addResourceBundle(language, 'translation', await load[part][language](), true, true)
      loaded.add(`${language}/${part}`)
    }),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** From now on these parts are needed too: `inside` is for every page of a workspace, the others for some. */
export async function bringTexts(...parts: readonly Part[]): Promise<void> {
  for (const part of parts) needed.add(part)
  const { language } = i18next
  if (isLanguage(language)) await bring(language, parts)
}

/**
 * Code that is fetched when it is needed, together with the parts of the texts it speaks with. A failure is told when nothing of it
 * is on its way any more: what fails afterwards would find nobody who expects it (`loadQuietly`), and load the page anew.
 */
export async function withTexts<T>(parts: Part | readonly Part[], code: () => Promise<T>): Promise<T> {
  const texts = bringTexts(...(typeof parts === 'string' ? [parts] : parts))
  const [fetched, said] = await Promise.allSettled([code(), texts])
  if (fetched.status === 'rejected') throw fetched.reason
  if (said.status === 'rejected') throw said.reason
  return fetched.value
}

const storageKey = 'vigie.language'

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

/** The one chosen in this browser, else the first of the browser's that we speak, else English. */
function preferredLanguage(): Language {
  const chosen = localStorage.getItem(storageKey)
  if (isLanguage(chosen)) return chosen
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage)
  return spoken ?? 'en'
}

/** Changes every text on the page at once, and remembers the choice in this browser. */
export async function speak(language: Language): Promise<void> {
  await bring(language, needed)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(storageKey, language)
}

export async function startLanguages(): Promise<void> {
  const language = preferredLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await bring(language, needed)
  document.documentElement.lang = language
}
