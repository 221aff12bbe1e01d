import i18next from 'i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { meQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import { speak, type Language } from '../i18n/start.ts'
import { toastError } from './toast.ts'

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
