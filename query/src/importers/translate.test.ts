import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepare } from '../language/prepare.ts'
import type { Dialect } from './dialects.ts'
import { describeNote } from './notes.ts'
import { translate } from './translate.ts'

const cases: [Dialect, string, string, string][] = [
  [
    'brandwatch',
    '((I OR "I\'m" OR we) NEAR/3f (buy OR buying)) NEAR/3f (house OR home)',
    '((I OR "I\'m" OR we) ONEAR/2 (buy OR buying)) ONEAR/2 (house OR home)',
    'kept kept',
  ],
  [
    'brandwatch',
    'raw:Google+ AND NOT <<<spam>>> site:example.org',
    'raw:Google+ AND NOT <<<spam>>> site:example.org',
    '',
  ],
  ['brandwatch', 'eau AND authorFollowers:[1000 TO *] -city:lyon', 'eau AND followers>=1000 -lyon', 'kept changed'],
  ['brandwatch', 'hashtags:eau OR at_mentions:vigie OR {BA}', '#eau OR @vigie OR raw:"BA"', 'kept kept kept'],
  ['brandwatch', '"eau fuite"~5', '"eau fuite"~5', 'changed'],
  [
    'meltwater',
    'apple near (store or shop) and not "fruit juice"',
    'apple NEAR/4 (store OR shop) AND NOT "fruit juice"',
    'kept kept kept kept',
  ],
  ['meltwater', 'a ONEAR/3 b ingress:eau', 'a ONEAR/3 b text:eau', 'changed'],
  [
    'talkwalker',
    'roam~1 ++IBM carsharing~ engagement:>100',
    'roam raw:"IBM" carsharing engagement>100',
    'changed kept changed kept',
  ],
  ['talkwalker', 'eau NEAR/3 fuite AND sourcecountry:fr', 'eau NEAR/2 fuite AND country:fr', 'kept kept'],
]

test.each(cases)('%s: %s', (dialect, source, query, meanings) => {
  const translation = translate(source, dialect)
  expect(translation.query).toBe(query)
  expect(translation.notes.map(({ meaning }) => meaning).join(' ')).toBe(meanings)
  expect(prepare(translation.query).errors).toEqual([])
  for (const note of translation.notes) {
    expect(source.slice(note.span.start, note.span.end)).toBe(note.from)
    expect(describeNote(note, 'fr')).not.toMatch(/\{from\}|\{to\}|undefined/)
    expect(describeNote(note, 'en')).toContain(note.from)
  }
})

test('any text can be translated; what is not understood stays as it was', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60 }),
      fc.constantFrom<Dialect>('brandwatch', 'meltwater', 'talkwalker'),
      (text, dialect) => {
        expect(typeof translate(text, dialect).query).toBe('string')
      },
    ),
  )
})
