import { expect, test } from 'vitest'
import { bracketed, importsOf, withoutComments, withoutStrings } from './source.ts'

// The rules of this folder are worth what their reading of the code is worth.

test('comments are blanked, and what only looks like one stays', () => {
  const code = `const accept = 'image/*' // .publish(\nconst url = "http://x" /* .remove( */ + \`// \${a} \`\n`
  const bare = withoutComments(code)
  expect(bare).toHaveLength(code.length)
  expect(bare).toContain(`'image/*'`)
  expect(bare).toContain('"http://x"')
  expect(bare).toContain('`// ${a} `')
  expect(bare).not.toMatch(/publish|remove/)
})

test('strings and regular expressions are blanked, divisions are not', () => {
  const code = `f('it\\'s .hide(', "x", /[/'"]\\/y/g, b / c, d / e, \`\${z} w\`)`
  const bare = withoutStrings(code)
  expect(bare).toHaveLength(code.length)
  expect(bare.replaceAll(/ +/g, ' ')).toBe(`f(' ', " ", / g, b / c, d / e, \` \`)`)
})

test('a bracket finds its partner', () => {
  expect(bracketed('a(b(c)d)(e)', 1)).toBe('b(c)d')
})

test('every import of a file is seen', () => {
  expect(importsOf('server/src/cli/serve.ts').map(({ to }) => to)).toEqual(
    expect.arrayContaining(['close-with-grace', 'server/src/cli/open.ts']),
  )
  expect(importsOf('server/src/connectors/http.ts').map(({ to }) => to)).toContain(
    'server/src/connectors/http/errors.ts', // handed on by `export ... from`
  )
})
