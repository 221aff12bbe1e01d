import { accountsPage } from './accounts-page.ts'

/** What is said where accounts are connected and looked after. */
export const connecting = { accounts: accountsPage }
