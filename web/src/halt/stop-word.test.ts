import { expect, test } from 'vitest'
import { isStopWord } from './stop-word.ts'

test('the word stops in both languages, with or without accent and capitals', () => {
  const typed = ['STOP', 'stop ', 'ARRÊT', 'arrêt', 'Arret', 'ARRE\u0302T']
  expect(typed.filter((word) => !isStopWord(word))).toEqual([])
})

test('nothing else does', () => {
  expect(['', 'S', 'STO', 'STOPP', 'arrêter', 'non'].filter(isStopWord)).toEqual([])
})
