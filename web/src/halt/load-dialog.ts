import { withTexts } from '../i18n/start.ts'
import { loadQuietly } from '../shell/new-version.ts'

/** The page that stops without any of this code: https://…/stop is made by the server alone. */
export const plainStop = '/stop'

const load = () => loadQuietly(() => withTexts(['inside', 'stopping'], () => import('./stop-dialog.tsx')))
let loaded: ReturnType<typeof load> | undefined

/** The dialogue's code, or undefined when it cannot be had: the stop must not depend on it. */
export async function loadDialog() {
  loaded ??= load()
  const dialog = await loaded
  if (dialog === undefined) loaded = undefined
  return dialog
}
