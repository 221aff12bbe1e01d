import i18next from 'i18next'
import { useEffect } from 'react'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { meQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import type { Me } from '../api/types.ts'
import { speak, type Language } from '../i18n/start.ts'
import { toastError } from './toast.ts'

/** Speaks as the person chose, on whichever device: a browser only knows what was chosen in it before. */
export function useLanguageOf({ language }: Pick<Me['person'], 'language'>): void {
  useEffect(() => {
    if (i18next.language !== language) void speak(language)
  }, [language])
}

/** The other language, at once here, and kept for the person's other devices. */
export async function switchLanguage(): Promise<void> {
  const language: Language = i18next.language === 'fr' ? 'en' : 'fr'
  await speak(language)
  try {
    await unwrap(api.PATCH('/api/me', { body: { language } }))
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
  } catch (error) {
    toastError(error)
  }
}
