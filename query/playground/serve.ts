// node query/playground/serve.ts [port]: the page on this machine only. Nothing is built: types are taken out of each
// file as it is asked for, as Node does when it runs them.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import { resolve, sep } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const port = Number(process.argv[2] ?? 4310)

async function answer(path: string): Promise<{ type: string; body: string } | null> {
  const name = path === '/' ? '/playground/index.html' : path
  const file = resolve(root, `.${name}`)
  const served = file.startsWith(`${root}${sep}src${sep}`) || file.startsWith(`${root}${sep}playground${sep}`)
  if (!served || !/\.(?:ts|html)$/.test(file)) return null
  const text = await readFile(file, 'utf8')
  return file.endsWith('.ts')
    ? { type: 'text/javascript; charset=utf-8', body: stripTypeScriptTypes(text) }
    : { type: 'text/html; charset=utf-8', body: text }
}

createServer((request, response) => {
  answer(new URL(request.url ?? '/', 'http://localhost').pathname).then(
    (found) =>
      response.writeHead(found === null ? 404 : 200, { 'content-type': found?.type ?? 'text/plain' }).end(found?.body),
    () => response.writeHead(404).end(),
  )
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`))
