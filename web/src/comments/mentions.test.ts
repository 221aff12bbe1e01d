import fc from 'fast-check'
import { expect, test } from 'vitest'
import { membersLike, namedIn, pieces, typedName, withName } from './mentions.ts'

const members = [
  { personId: '1', name: 'Claire Lefèvre' },
  { personId: '2', name: 'Élodie Petit' },
  { personId: '3', name: 'Éloi' },
]

test('a name is looked for behind an @ that begins a word', () => {
  expect(typedName('Bonjour @cl', 11)).toEqual({ from: 8, typed: 'cl' })
  expect(typedName('@', 1)).toEqual({ from: 0, typed: '' })
  expect(typedName('mairie@ville.fr', 15)).toBeUndefined()
  expect(typedName('@claire et puis bien autre chose', 32)).toBeUndefined()
})

test('accents and case do not matter, and any word of a name will do', () => {
  expect(membersLike(members, 'el').map(({ personId }) => personId)).toEqual(['2', '3'])
  expect(membersLike(members, 'LEFE').map(({ personId }) => personId)).toEqual(['1'])
})

test('the chosen name takes the place of what was typed', () => {
  expect(withName('Dis @cl, demain ?', 7, 4, 'Claire Lefèvre')).toEqual({
    text: 'Dis @Claire Lefèvre , demain ?',
    cursor: 20,
  })
  expect(namedIn('Dis @Claire Lefèvre et @Élo', members)).toEqual(['1'])
})

test('a comment in pieces is the same comment', () => {
  const names = members.map(({ name }) => name)
  const said = fc.array(fc.oneof(fc.string(), fc.constantFrom(...names.map((name) => `@${name}`))))
  fc.assert(
    fc.property(said, (parts) => {
      const text = parts.join('')
      expect(
        pieces(text, names)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
