import { expect, test } from 'vitest'
import { withEmoji } from './report-emoji.ts'

const emoji = (text: string) => ({ text, font: 'Emoji' })

test('emoji go into the font that has them, whole, wherever they stand', () => {
  const content = ['Fête', { table: { body: [[{ text: 'Fête 🎉 à 8 h', bold: true }, '👩‍🚒🇫🇷']] } }, { stack: ['1️⃣ ☀️'] }]
  expect(withEmoji(content)).toEqual([
    'Fête',
    {
      table: {
        body: [
          [
            { text: [{ text: 'Fête ' }, emoji('🎉'), { text: ' à 8 h' }], bold: true },
            { text: [emoji('👩‍🚒'), emoji('🇫🇷')] },
          ],
        ],
      },
    },
    { stack: [{ text: [emoji('1️⃣'), { text: ' ' }, emoji('☀️')] }] },
  ])
})

test('digits, signs and letters stay as they are', () => {
  const text = '3 # * © 2026 → ☎ été'
  expect(withEmoji(text)).toBe(text)
})
