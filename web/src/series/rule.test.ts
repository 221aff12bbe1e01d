import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { en } from '../i18n/en/index.ts'
import { fr } from '../i18n/fr/index.ts'
import { noRepeat, rhythmsFrom, ruleWords, toRule, type Repeat } from './rule.ts'

const t = i18next.createInstance()
beforeAll(() =>
  t.init({
    lng: 'en',
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false },
  }),
)
const words = (rule: string, language: 'en' | 'fr') => ruleWords(rule, t.getFixedT(language), language)
const rule = (date: string, change: Partial<Repeat>) => toRule({ ...noRepeat(date), ...change }, date)

test('what is chosen becomes a rule that has the first in it', () => {
  expect(rule('2027-03-02', {})).toBeUndefined()
  expect(rule('2027-03-02', { rhythm: 'week', interval: 2, days: [4], end: 'count', count: 10 })).toBe(
    'FREQ=WEEKLY;BYDAY=TU,TH;INTERVAL=2;COUNT=10',
  )
  expect(rule('2027-03-31', { rhythm: 'month' })).toBe('FREQ=MONTHLY;BYMONTHDAY=-1')
  expect(rule('2027-03-09', { rhythm: 'weekdayOfMonth' })).toBe('FREQ=MONTHLY;BYDAY=2TU')
  expect(rule('2027-03-30', { rhythm: 'weekdayOfMonth' })).toBe('FREQ=MONTHLY;BYDAY=-1TU')
  expect(rule('2027-03-02', { rhythm: 'day', end: 'until', until: '2027-04-01' })).toBe('FREQ=DAILY;UNTIL=20270401')
  expect(rhythmsFrom('2027-03-06')).not.toContain('workday')
})

test('a rule reads as a sentence in both languages', () => {
  const both = (given: string) => [words(given, 'en'), words(given, 'fr')]
  expect(both('FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2;COUNT=10')).toEqual([
    'Every 2 weeks on Monday and Thursday, 10 times',
    'Toutes les 2 semaines, le lundi et le jeudi, 10 fois',
  ])
  expect(both('FREQ=DAILY;UNTIL=20270401T235959')).toEqual([
    'Every day, until 1 April 2027',
    'Chaque jour, jusqu’au 1 avril 2027',
  ])
  expect(both('FREQ=MONTHLY;BYDAY=-1FR')).toEqual([
    'Every month on the last Friday',
    'Chaque mois, le dernier vendredi',
  ])
  expect(both('FREQ=MONTHLY;BYMONTHDAY=-1')[0]).toBe('On the last day of every month')
  expect(both('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')).toEqual(['Every working day', 'Chaque jour ouvré'])
  expect(words('FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1', 'en')).toBe('By the rule FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1')
})
