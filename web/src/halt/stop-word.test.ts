import { expect, test } from 'vitest'
import { isStopWord } from './stop-word.ts'

test('the word stops in both languages, with or without accent and capitals', () => {
  for (const typed of ['STOP', 'stop ', 'ARRÊT', 'arrêt', 'Arret', 'ARRE\u0302T']) expect(isStopWord(typed), typed).toBe(true)
})

test('nothing else does', () => {
  for (const typed of ['', 'S', 'STO', 'STOPP', 'arrêter', 'non']) expect(isStopWord(typed), typed).toBe(false)
})
