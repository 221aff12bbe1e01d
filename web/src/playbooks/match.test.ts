import { expect, test } from 'vitest'
import { byFit } from './match.ts'

const playbooks = [
  { name: 'Inondation', situation: 'Montée des eaux, routes coupées' },
  { name: 'Compte piraté', situation: 'Une publication que personne n’a écrite' },
  { name: 'Attentat', situation: 'Deuil national' },
]

test('the one that shares most words with the reason comes first, whatever the accents', () => {
  expect(byFit(playbooks, 'compte pirate, on coupe tout')[0]?.name).toBe('Compte piraté')
  expect(byFit(playbooks, 'deuil')[0]?.name).toBe('Attentat')
})

test('without a reason, or one that fits nothing, they stay in their order', () => {
  expect(byFit(playbooks, '')).toEqual(playbooks)
  expect(byFit(playbooks, 'le la les')).toEqual(playbooks)
})
