/** Sign-in beyond the password, and what a person sees of their sessions. */
import type { Page } from '@playwright/test'
import { signingOut } from './world/guard.ts'
import { look } from './world/look.ts'
import { enter, type Colleague } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { totpCode } from './world/totp.ts'
import { fill, like, words } from './world/words.ts'

const w = words.en
const { security } = w.settings

async function signIn(page: Page, { email, password }: Pick<Colleague, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel(w.common.email, { exact: true }).fill(email)
  await page.getByLabel(w.common.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: w.entry.signIn.submit, exact: true }).click()
}

const inside = (page: Page) => page.getByRole('heading', { name: w.posts.title, level: 1 })

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: fill(w.shell.yourMenu, { name }) }).click()
  await page.getByRole('menuitem', { name: w.shell.signOut }).click()
  await expect(page.getByRole('heading', { name: w.entry.signIn.title })).toBeVisible()
  // not “you were signed out”: the person did it
  await expect(page).toHaveURL(/\/sign-in$/)
}

test('the second step: turned on, asked for, passed by a code and by a backup code', async ({
  page,
  context,
  office,
  guard,
}) => {
  const dan = await office.invite('editor')
  await enter(context, dan.session)
  await page.goto(`${office.path}/settings/security`)
  await page.getByRole('button', { name: security.totpStart }).click()
  await page.getByLabel(security.totpConfirmPassword).fill(dan.password)
  await page.getByRole('button', { name: security.totpStart }).click()
  await expect(page.getByRole('img', { name: security.totpQr })).toBeVisible()
  const secret = await page.getByLabel(security.totpManual).inputValue()
  await look(page, 'turning the second step on')
  await page.getByLabel(security.totpCode).fill(totpCode(secret))
  await page.getByRole('button', { name: security.totpVerify }).click()
  await expect(page.getByText(security.totpReady)).toBeVisible()
  const codes = await page
    .getByRole('listitem')
    .filter({ hasText: /^\w+-\w+$/ })
    .allTextContents()
  expect(codes.length).toBeGreaterThanOrEqual(8)
  await look(page, 'backup codes')
  await page.getByRole('button', { name: security.backupDone }).click()
  await expect(page.getByText(security.totpOn, { exact: true })).toBeVisible()

  await signOut(page, dan.name)
  await signIn(page, dan)
  await expect(page.getByRole('heading', { name: w.entry.secondFactor.title })).toBeVisible()
  await look(page, 'second step')
  guard.expectErrors(/\/two-factor\/verify-totp$/, ...signingOut)
  await page.getByLabel(w.entry.secondFactor.code).fill('000000')
  await page.getByRole('button', { name: w.entry.secondFactor.submit }).click()
  await expect(page.getByRole('alert')).toContainText(w.entry.secondFactor.wrong)
  await page.getByLabel(w.entry.secondFactor.code).fill(totpCode(secret))
  await page.getByRole('button', { name: w.entry.secondFactor.submit }).click()
  await expect(inside(page)).toBeVisible()

  await signOut(page, dan.name)
  await signIn(page, dan)
  await page.getByRole('button', { name: w.entry.secondFactor.useBackup }).click()
  await page.getByLabel(w.entry.secondFactor.backupCode).fill(codes[0]!)
  await page.getByRole('button', { name: w.entry.secondFactor.submit }).click()
  await expect(inside(page)).toBeVisible()
})

test('a passkey: added, used to sign in, removed', async ({ page, context, office, guard }) => {
  const dan = await office.invite('editor')
  await enter(context, dan.session)
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${office.path}/settings/security`)
  await page.getByLabel(security.passkeyName).fill('Office laptop')
  await page.getByRole('button', { name: security.addPasskey }).click()
  await expect(page.getByText(security.passkeyAdded)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Office laptop' })).toBeVisible()

  await signOut(page, dan.name)
  await page.getByRole('button', { name: w.entry.signIn.passkey }).click()
  await expect(inside(page)).toBeVisible()

  await page.goto(`${office.path}/settings/security`)
  await page.getByRole('button', { name: fill(security.passkeyRemove, { name: 'Office laptop' }) }).click()
  await expect(page.getByText(security.noPasskeys)).toBeVisible()
  await signOut(page, dan.name)
  guard.expectErrors(/\/passkey\/verify-authentication$/, ...signingOut)
  await page.getByRole('button', { name: w.entry.signIn.passkey }).click()
  await expect(page.getByRole('alert')).toContainText(w.entry.signIn.passkeyFailed)
})

test('a session elsewhere is seen and ended, and that browser is told so', async ({
  page,
  context,
  office,
  openBrowser,
  guard,
}) => {
  const dan = await office.invite('editor')
  await enter(context, dan.session)
  const other = await openBrowser()
  const theirs = await other.newPage()
  await signIn(theirs, dan)
  await expect(inside(theirs)).toBeVisible()
  await theirs.goto(`${office.path}/people`)

  await page.goto(`${office.path}/settings/security`)
  // this one, the one made by the invitation is the same; the other browser's is the second
  const ends = page.getByRole('button', { name: like(security.endSessionOf) })
  await expect(ends).toHaveCount(1)
  await ends.click()
  await expect(page.getByText(security.ended)).toBeVisible()
  await expect(ends).toHaveCount(0)

  // what it may no longer see is refused, and it comes back to where it was after a new sign-in
  guard.expectErrors(/ 401 .*\/api\//, /ApiError: AUTH_SIGN_IN_REQUIRED/, /Error in route match/)
  await theirs.getByRole('link', { name: w.shell.record, exact: true }).click()
  await expect(theirs.getByText(w.entry.signIn.returned)).toBeVisible()
  await look(theirs, 'sign-in, returned')
})

test('the password: a wrong one is refused, a new one works, the old one does not', async ({
  page,
  context,
  office,
  guard,
}) => {
  const dan = await office.invite('editor')
  await enter(context, dan.session)
  await page.goto(`${office.path}/settings/security`)
  const next = 'ferry at half past seven'
  guard.expectErrors(/\/change-password$/, /\/sign-in\/email$/, ...signingOut)
  await page.getByLabel(security.current).fill('not my password')
  await page.getByLabel(security.new).fill(next)
  await page.getByRole('button', { name: security.change }).click()
  await expect(page.getByRole('alert')).toContainText(security.wrongPassword)
  await page.getByLabel(security.current).fill(dan.password)
  await page.getByRole('button', { name: security.change }).click()
  await expect(page.getByText(security.changed)).toBeVisible()

  await signOut(page, dan.name)
  await signIn(page, dan)
  await expect(page.getByRole('alert')).toContainText(w.entry.signIn.refused)
  await signIn(page, { ...dan, password: next })
  await expect(inside(page)).toBeVisible()
})
