import { laterReasons, rejectReasons, signInRefusals } from '@vigie/server/contract'
import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { errors as catalogue } from '../../../server/src/core/errors.ts'
import { reasonSentence } from '../deliveries/reason-sentence.ts'
import { en } from '../i18n/en/index.ts'
import { fr } from '../i18n/fr/index.ts'
import { errorSentence } from './error-sentence.ts'
import { ApiError, unwrap } from './problem.ts'

const languages: Record<string, TFunction> = {}
beforeAll(async () => {
  for (const [lng, translation] of Object.entries({ en, fr })) {
    const instance = i18next.createInstance()
    languages[lng] = await instance.init({
      lng,
      resources: { [lng]: { translation } },
      interpolation: { escapeValue: false },
    })
  }
})
const t = (language: string) => languages[language]!
const refused = (problem: Record<string, unknown>) =>
  new ApiError({ status: 422, code: 'INTERNAL', title: 'x', ...problem })
/** A sentence: begins with a capital, ends with a stop, and no variable is left open. */
const sentence = /^\p{Lu}.+[.?!]$/su

describe.each(['en', 'fr'])('%s', (language) => {
  test.each(Object.values(catalogue).map(({ code }) => code))('%s is a sentence', (code) => {
    const said = errorSentence(refused({ code, title: 'TITLE', state: 'published' }), t(language))
    expect(said.sentence).toMatch(sentence)
    expect(said.sentence).not.toMatch(/\{\{|TITLE/)
  })
  test.each([...signInRefusals])('a sign-in refused for %s is a sentence of its own', (reason) => {
    const said = errorSentence(refused({ code: 'ACCOUNT_SIGN_IN_REFUSED', reason }), t(language))
    expect(said.sentence).toMatch(sentence)
    expect(said.sentence).not.toBe(t(language)('errors.ACCOUNT_SIGN_IN_REFUSED'))
  })
  const gate = [
    'overdue',
    'clock_doubt',
    'halted',
    'account_disconnected',
    'account_needs_sign_in',
    'looking_up',
    'not_found',
    'not_published',
  ]
  test.each([...rejectReasons, ...laterReasons, ...gate])('a delivery’s reason %s is a sentence', (reason) => {
    const said = reasonSentence(reason, t(language))
    expect(said).toMatch(sentence)
    expect(said).not.toContain(reason.includes('_') ? reason : '{{')
  })
  test('a failed check is named', () => {
    expect(reasonSentence('check_failed:fits_network', t(language))).toContain('fits_network')
  })
})

test('what this version does not know is told in the server’s words, never swallowed', () => {
  expect(errorSentence(refused({ code: 'NEW_ONE', detail: 'The moon is full.' }), t('en')).sentence).toBe(
    'The moon is full.',
  )
  expect(reasonSentence('moon_full', t('en'))).toContain('moon_full')
})

test('fields are told with what is wrong and what to do', () => {
  const errors = [{ field: 'email', problem: 'No @ in it.', remedy: 'Write name@example.org.' }]
  expect(errorSentence(refused({ code: 'VALIDATION_FAILED', errors }), t('en')).lines).toEqual([
    'No @ in it. Write name@example.org.',
  ])
})

test('the number of the request is given where somebody will have to look into it, and only there', () => {
  expect(errorSentence(refused({ status: 500, code: 'INTERNAL', requestId: 'r1' }), t('en')).requestId).toBe('r1')
  expect(errorSentence(refused({ status: 404, code: 'NOT_FOUND', requestId: 'r1' }), t('en')).requestId).toBeUndefined()
})

test('no answer, and an answer that is not ours, are errors of their own', async () => {
  await expect(unwrap(Promise.reject(new TypeError('fetch failed')))).rejects.toMatchObject({
    problem: { code: 'UNREACHABLE' },
  })
  const html = { error: '<html>', response: new Response('<html>', { status: 502 }) }
  await expect(unwrap(Promise.resolve(html))).rejects.toMatchObject({ problem: { code: 'UNREADABLE', status: 502 } })
})
