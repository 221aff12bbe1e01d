/** What is said again, what comes in from a file, and what becomes of what is out. */
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

for (const language of ['en', 'fr'] as const) {
  const w = words[language]
  test(`a file is checked without making anything, then makes posts; what is said again asks first, ${language}`, async ({
    openBrowser,
    office,
    network,
    guard,
  }) => {
    const brand = await network.createPerson(`file-${language}-${office.workspaceId.slice(-8)}`)
    await office.connect(brand)
    await office.owner.call('PATCH', office.api, { duplicateDays: 30, undoSeconds: 120 })
    const editor = await office.invite('editor', language)
    const context = await openBrowser()
    await enter(context, editor.session)
    const page = await context.newPage()
    await page.goto(`${office.path}/settings/import-export`)
    const csv = [
      'Text,Image URL,Tags,Posting Time',
      `Les inscriptions à la fête ouvrent lundi matin,,fete,${inDays(3)} 10:00`,
      'Too late,,,2020-01-01 10:00',
      `Les inscriptions à la fête ouvrent lundi matin !,,,${inDays(4)} 10:00`,
      `La patinoire ferme dimanche soir,https://example.test/a.jpg,,${inDays(5)} 10:00`,
    ].join('\n')
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: w.imports.choose }).click()
    await (await choosing).setFiles({ name: 'buffer.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await expect(page.getByText(w.imports.template.buffer)).toBeVisible()
    await page.getByRole('combobox', { name: w.imports.accounts }).click()
    await page.getByRole('option', { name: brand.handle }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: w.imports.check }).click()
    await expect(page.getByText(fill(w.imports.checkedGood_other, { count: '2' }))).toBeVisible()
    const problems = page.getByRole('table', { name: w.imports.problems })
    await expect(problems.getByRole('row')).toContainText([
      w.imports.row,
      w.imports.problemOf.time_past,
      w.imports.problemOf.duplicate,
      w.imports.problemOf.image_left_out,
    ])
    await look(page, `import, checked, ${language}`)
    const posts = () => editor.session.get<{ items: { id: string }[] }>(`${office.api}/posts`)
    expect((await posts()).items).toEqual([])
    await page.getByRole('button', { name: fill(w.imports.plan_other, { count: '2' }) }).click()
    await expect(page.getByText(fill(w.imports.progress.done, { made: '2', good: '2' }))).toBeVisible()
    expect((await posts()).items).toHaveLength(2)

    // said again, the composer asks
    guard.expectErrors(/409 .*\/posts/)
    await page.goto(`${office.path}/compose`)
    await page.getByLabel(w.composer.text, { exact: true }).fill('La patinoire ferme dimanche soir.')
    const submit = page.getByRole('button', { name: w.composer.sendNow, exact: true })
    await submit.click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('La patinoire ferme dimanche soir')).toBeVisible()
    await look(page, `said again, ${language}`)
    await dialog.getByRole('button', { name: w.duplicates.back }).click()
    await expect(dialog).toHaveCount(0)
    await submit.click()
    await dialog.getByRole('button', { name: w.duplicates.anyway }).click()
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(w.composer.title)
    expect((await posts()).items).toHaveLength(3)
  })
}

test('what a post came to is read from the network; it is reposted, and taken down everywhere', async ({
  desk,
  office,
  network,
}) => {
  await office.setUndo(0)
  const brand = await network.createPerson(`liked-${office.workspaceId.slice(-8)}`)
  const account = await office.connect(brand)
  const { id } = await office.write('Likes please', account, { kind: 'now' })
  await expect.poll(async () => (await office.delivery(id)).state).toBe('published')
  const [post] = await network.posts(brand.did)
  const fan = await network.createPerson(`fan-${office.workspaceId.slice(-8)}`)
  const about = { uri: post?.uri ?? '', cid: post?.cid ?? '' }
  await fan.agent.like(about.uri, about.cid)
  await fan.agent.post({ text: 'Liked & <b>answered</b>', reply: { root: about, parent: about } })
  await network.settled()
  const w = words.en
  await desk.goto(`${office.path}/posts/${id}`)
  await desk.getByRole('button', { name: w.results.refresh }).click()
  await expect(desk.getByLabel(w.results.title)).toContainText(/like1/)
  await expect(desk.getByText('Liked & <b>answered</b>')).toBeVisible()
  await look(desk, 'a post with results')

  await desk.getByRole('button', { name: w.after.repost, exact: true }).click()
  const dialog = desk.getByRole('dialog')
  await expect(dialog.getByLabel(w.after.by)).toHaveValue(account.id)
  await look(desk, 'reposting')
  await dialog.getByRole('button', { name: w.after.repost, exact: true }).click()
  const ends = async () => (await office.post(id)).deliveries.map(({ kind, state }) => `${kind} ${state}`)
  await expect.poll(ends).toEqual(['post published', 'repost published'])
  await desk.getByRole('button', { name: w.after.takeDownAll }).click()
  await dialog.getByRole('button', { name: w.after.takeDownAll }).click()
  await expect.poll(ends).toEqual(['post retracted', 'repost retracted'])
  expect(await network.count(brand.did)).toBe(0)
})
