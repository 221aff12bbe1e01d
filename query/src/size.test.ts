import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('the whole package is under 60 KB minified', { timeout: 60_000 }, async () => {
  const { build } = await import('vite')
  const entry = fileURLToPath(new URL('index.ts', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, lib: { entry, formats: ['iife'], name: 'vigieQuery', fileName: 'query' } },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []))
  const size = outputs.reduce((sum, chunk) => sum + (chunk.type === 'chunk' ? Buffer.byteLength(chunk.code) : 0), 0)
  console.log(`query: ${size} bytes minified`)
  expect(size).toBeGreaterThan(10_000)
  expect(size).toBeLessThan(60_000)
})

test('the package imports nothing but itself', () => {
  const root = new URL('.', import.meta.url)
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )
  expect(sources.length).toBeGreaterThan(30)
  for (const name of sources) {
    const imports = readFileSync(new URL(name, root), 'utf8').matchAll(/from '([^']+)'/g)
    for (const [, from = ''] of imports) expect(`${name}: ${from}`).toMatch(/: \.\.?\/.*\.ts$/)
  }
})
