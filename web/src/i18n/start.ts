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

// Each language is a file of its own: nobody loads the one they do not read.
const load: Record<Language, () => Promise<Dictionary>> = {
  fr: async () => (await import('./fr/index.ts')).fr,
  en: async () => (await import('./en/index.ts')).en,
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
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await load[language]())
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(storageKey, language)
}

export async function startLanguages(): Promise<void> {
  const language = preferredLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await load[language]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = language
}
