import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { encodings } from './decode.ts'
import { parseFile } from './parse.ts'
import { toInstant } from './when.ts'

const parse = (text: string) => parseFile(Buffer.from(text))

test.each([
  [
    'buffer',
    'Text,Image URL,Tags,Posting Time\nBonjour,,a,2027-03-01 10:00',
    { text: 0, image: 1, tags: 2, date: 3 },
    'ymd',
  ],
  [
    'hootsuite',
    '03/25/2027 10:00,Bonjour,https://a.example\n03/04/2027 11:00,Hello,',
    { date: 0, text: 1, link: 2 },
    'mdy',
  ],
  [
    'sprout',
    'date,time_24hr,message_text,link\n25/03/2027,10:00,Bonjour,',
    { date: 0, time: 1, text: 2, link: 3 },
    'dmy',
  ],
  [
    'sprout',
    'Message,Date,Time,Profile\nBonjour,03/04/2027,10:00,mairie',
    { text: 0, date: 1, time: 2, account: 3 },
    'mdy',
  ],
  [null, 'Texte;Date de publication;Compte\nBonjour;01/02/2027 10h30;mairie', { text: 0, date: 1, account: 2 }, 'dmy'],
  [null, 'Bonjour tout le monde\t2027-03-01 10:00', { text: 0, date: 1 }, 'ymd'],
])('a file of %s is recognised', (template, text, mapping, dateOrder) => {
  expect(parse(text)).toMatchObject({ template, mapping, dateOrder })
})

test.each(encodings)('reads %s', (encoding) => {
  const text = 'texte;date\n« Été » à 10 h;2027-03-01 10:00\n'
  const wide = Buffer.from(`\uFEFF${text}`, 'utf16le')
  const bytes = {
    'utf-8': Buffer.from(`\uFEFF${text}`),
    'utf-16le': wide,
    'utf-16be': Buffer.from(wide).swap16(),
    'windows-1252': Buffer.from(text, 'latin1'),
  }[encoding]
  const parsed = parseFile(bytes)
  expect(parsed).toMatchObject({ encoding, separator: ';', columns: ['texte', 'date'] })
  expect(parsed.rows[0]?.cells).toEqual(['« Été » à 10 h', '2027-03-01 10:00'])
})

test('rows are counted as a spreadsheet counts them, over empty lines and lines within a cell', () => {
  const { rows } = parse('text,date\n"one\ntwo",2027-03-01\n\nthree,2027-03-02\n')
  expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
    [2, 'one\ntwo'],
    [4, 'three'],
  ])
})

test('whatever is written as CSV is read again', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() === text && !text.includes('\0'))
  const row = fc.tuple(cell, cell).filter(([a, b]) => a + b !== '')
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
      const text = Papa.unparse([['text', 'account'], ...rows], { delimiter, quotes: true, newline: '\n' })
      const parsed = parse(text)
      expect(parsed.rows.map(({ cells }) => cells)).toEqual(rows)
    }),
  )
})

test.each([
  ['2027-03-01 10:00', '', '2027-03-01T09:00:00.000Z'],
  ['2027-03-01T10:00:00Z', '', '2027-03-01T10:00:00.000Z'],
  ['2027-03-01T10:00+02:00', '', '2027-03-01T08:00:00.000Z'],
  ['1/3/2027', '10h05', '2027-03-01T09:05:00.000Z'],
  ['01.03.27 10:00 pm', '', '2027-03-01T21:00:00.000Z'],
  ['2027/03/01', '12:15 AM', '2027-02-28T23:15:00.000Z'],
])('%s %s is an instant', (date, time, instant) => {
  expect(toInstant(date, time, 'Europe/Paris', 'dmy')).toEqual({ kind: 'at', at: new Date(instant), twice: false })
})

test.each(['2027-02-30 10:00', '2027-03-01', '2027-03-01 25:00', 'tomorrow', '', '1/2'])('%s is none', (cell) => {
  expect(toInstant(cell, '', 'Europe/Paris', 'dmy').kind).toBe('none')
})
