import type { connecting as english } from '../en/connecting.ts'
import { french } from '../typography.ts'
import { accountsPage } from './accounts-page.ts'

export const connecting: typeof english = french({ accounts: accountsPage })
