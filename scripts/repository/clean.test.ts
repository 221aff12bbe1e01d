import { expect, test } from 'vitest'
import { files, places, read } from './source.ts'

const isText = (path: string) => !/\.(?:png|jpe?g|webp|gif|ico|woff2?|gz|zip)$/.test(path)
const texts = files.filter((path) => isText(path) && path !== 'package-lock.json')
const { packages: lockedByPath } = JSON.parse(read('package-lock.json')) as {
  packages: Record<
    string,
    {
      version?: string
      resolved?: string
      link?: boolean
      integrity?: string
      optionalDependencies?: Record<string, string>
    }
  >
}
const locked = Object.entries(lockedByPath)
const found = (pattern: RegExp) => texts.flatMap((path) => places(path, read(path), pattern))

test('no file names a place of somebody’s machine', () => {
  // It would be wrong everywhere else, and tells what nobody needs to know.
  const homes = /(?<![\w.:/~-])\/(?:home|Users|root|work|opt|mnt|media)\/[\w.-]+/g
  expect(found(homes)).toEqual([])
})

test('no file names a folder beside the repository', () => {
  // A clone holds everything it needs.
  expect(found(/\.\.\/share[d]\b/g)).toEqual([])
})

test('no file names a package registry', () => {
  // Where packages come from is set by whoever installs; the lockfile holds versions and checksums.
  expect(found(/registr[y]\.(?:npmjs|yarnpkg)\b|^\s*registry\s*=|_auth(?:Token)?\s*=/gm)).toEqual([])
  const named = locked.filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
  expect(named.map(([path]) => path)).toEqual([])
})

test('the lockfile is whole', () => {
  expect(locked.length).toBeGreaterThan(100)
  const packages = locked.filter(([path, { link }]) => path.startsWith('node_modules/') && link !== true)
  expect(packages.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([])
  // A program for another system that was not published yet when the lockfile was written is left out of it silently, and
  // `npm ci` then refuses the whole lockfile, on every system.
  const paths = new Set(locked.map(([path]) => path))
  const lost = packages.flatMap(([path, { version, optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !paths.has(`node_modules/${name}`) && !paths.has(`${path}/node_modules/${name}`))
      .map((name) => `${path} ${version} asks for ${name}`),
  )
  expect(lost).toEqual([])
})

test('no file holds a secret', () => {
  const secrets = [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
    /\bgh[pousr]_\w{30,}/g,
    /\bAKIA[A-Z0-9]{16}\b/g,
    /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
    /\b(?:vig|invite)_[\w-]{43}\b/g,
    // the form of a Bluesky app password; the examples of ours begin like no generated one
    /\b(?!xxxx|aaaa|abcd)(?:[a-z0-9]{4}-){3}[a-z0-9]{4}\b/g,
  ]
  expect(secrets.flatMap(found)).toEqual([])
})
