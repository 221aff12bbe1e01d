import { describe, expect, test } from 'vitest'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'
import { frenchText } from './typography.ts'

type Tree = { readonly [key: string]: string | Tree }

function flat(tree: Tree, at = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const path = at === '' ? key : `${at}.${key}`
    if (typeof value === 'string') texts.set(path, value)
    else for (const [inner, text] of flat(value, path)) texts.set(inner, text)
  }
  return texts
}

const english = flat(en)
const french = flat(fr)
const variables = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted((a, b) => a.localeCompare(b))

test('both languages say the same things', () => {
  expect([...french.keys()].toSorted()).toEqual([...english.keys()].toSorted())
})

test('both languages use the same variables', () => {
  const differ = [...english].filter(
    ([key, text]) => String(variables(text)) !== String(variables(french.get(key) ?? '')),
  )
  expect(differ.map(([key]) => key)).toEqual([])
})

test('no text is empty but those that say nothing on purpose', () => {
  const empty = [...english, ...french].filter(([, text]) => text.trim() === '').map(([key]) => key)
  expect([...new Set(empty)]).toEqual(['accounts.healthHelp.ok'])
})

describe('typography', () => {
  test('a narrow no-break space stands before ; : ! ? and inside the guillemets', () => {
    // An address, an offset and a time of day have their colon without one.
    const exempt = /https:\/\/|\+5:30/g
    const wrong = [...french].filter(([, text]) => {
      const plain = text.replace(exempt, '')
      return /[^\u202f\s][;:!?»](?!\})|[ \u00a0][;:!?»]|«[^\u202f]/.test(plain)
    })
    expect(wrong).toEqual([])
  })
  test('apostrophes are curved in both languages', () => {
    expect([...english, ...french].filter(([, text]) => /\p{L}'\p{L}/u.test(text))).toEqual([])
  })
  test('three dots are one character', () => {
    expect([...english, ...french].filter(([, text]) => text.includes('...'))).toEqual([])
  })
  test('what an ordinary keyboard types becomes right, and what is right stays', () => {
    const right = 'Qu’y a-t-il\u202f? Voici\u202f: «\u202fl’avis\u202f»\u202f!'
    expect(frenchText("Qu'y a-t-il ? Voici : « l'avis » !")).toBe(right)
    expect(frenchText(right)).toBe(right)
    expect(frenchText('https://bsky.social à 10:30')).toBe('https://bsky.social à 10:30')
  })
})
