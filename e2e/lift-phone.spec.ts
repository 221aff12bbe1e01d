/** The pages around a stop on a telephone, in French. */
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { hold, seal } from './world/stops.ts'
import { expect, test } from './world/test.ts'
import { plural, words } from './world/words.ts'

test.describe('on a telephone, in French', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'fr-FR', hasTouch: true, isMobile: true })

  test('the same pages', async ({ page, context, office, network }) => {
    const f = words.fr
    const { session } = await office.invite('admin', 'fr')
    await enter(context, session)
    const account = await office.connect(network.mairie)
    const text = 'Grande fête de la musique samedi sur la place de l’église, avec la fanfare et les écoles.'
    const halt = await seal(office, { reason: 'Deuil national' })
    await hold(office, account, [{ text, tags: ['musique'] }])
    await page.goto(`${office.path}/halts/${halt.id}/lift`)
    const list = page.getByRole('list', { name: f.lift.list })
    await expect(list.getByText(text)).toBeVisible()
    await list.getByRole('checkbox').last().check()
    await look(page, 'lever, téléphone')
    await page.getByRole('button', { name: f.lift.dialog.button }).tap()
    await expect(page.getByRole('dialog').getByText(f.lift.dialog.plain)).toBeVisible()
    await look(page, 'lever, dialogue, téléphone')
    await page.getByRole('dialog').getByRole('button', { name: f.common.close }).tap()
    await page.getByRole('button', { name: f.lift.as.drop }).tap()
    await expect(page.getByText(plural(f.lift.outcome, 'drop', 1))).toBeVisible()

    await page.getByRole('button', { name: f.shell.menu, exact: true }).tap()
    await page.getByRole('dialog').getByRole('link', { name: f.shell.playbooks }).tap()
    await page.getByRole('link', { name: f.playbooks.new }).tap()
    await page.getByLabel(f.playbooks.edit.name, { exact: true }).fill('Inondation')
    await page.getByLabel(f.playbooks.edit.stepText).fill('Prévenir la préfecture')
    await page.getByRole('button', { name: f.playbooks.edit.addContact }).tap()
    await look(page, 'plan de crise, téléphone')
    await page.getByRole('button', { name: f.playbooks.edit.save }).tap()
    await expect(page.getByText(f.playbooks.edit.saved)).toBeVisible()
    await page.goto(`${office.path}/playbooks`)
    await expect(page.getByText('Inondation')).toBeVisible()
    await look(page, 'plans de crise, téléphone')
    await page.goto(`${office.path}/settings/stop`)
    await expect(page.getByText(f.lift.drill.never)).toBeVisible()
    await look(page, 'réglages, arrêt, téléphone')
    await page.goto(`${office.path}/settings/campaigns`)
    await expect(page.getByText(f.campaigns.empty)).toBeVisible()
    await look(page, 'réglages, campagnes, téléphone')
  })
})
