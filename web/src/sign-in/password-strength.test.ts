import { expect, test } from 'vitest'
import { passwordStrength } from './password-strength.ts'

test.each([
  ['', { kind: 'weak', left: 10 }],
  ['short', { kind: 'weak', left: 5 }],
  ['aaaaaaaaaaaaaaaaaaaa', { kind: 'repeats' }],
  ['martin2024!', { kind: 'contains_you' }],
  ['tablecloth-9', { kind: 'fair' }],
  ['quiet harbour lantern', { kind: 'strong' }],
  ['🦊🦉🐝🐙🦋🐢🦔🦀🐌🐞🦎🐳', { kind: 'strong' }],
])('%s', (password, strength) => {
  expect(passwordStrength(password, ['Alice Martin', 'alice@mairie.example'])).toEqual(strength)
})
