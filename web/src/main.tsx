import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import './ui/theme.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient, whenSignedOut } from './api/query-client.ts'
import { startLanguages } from './i18n/start.ts'
import { reloadForNewVersion } from './shell/new-version.ts'
import { router } from './shell/router.tsx'
import { signedOutElsewhere } from './sign-in/signed-out.ts'
import { theme, variables } from './ui/theme.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root"')

// Not needed for the first sight of a page.
const Toasts = lazy(async () => ({ default: (await import('./ui/toasts.tsx')).Toasts }))

reloadForNewVersion()
whenSignedOut(signedOutElsewhere)
await startLanguages()

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
