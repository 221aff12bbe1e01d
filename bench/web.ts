// First load of the web app, measured from a fresh build: bytes of JavaScript and CSS, gzip -9. Goal of the issue: 250,000 bytes of JavaScript.
import { spawnSync } from 'node:child_process'
import { measureWeb } from '../web/scripts/measure.ts'

const build = spawnSync('npm', ['run', 'build', '-w', 'web'], { stdio: ['ignore', 'ignore', 'inherit'] })
if (build.status !== 0) throw new Error('The web build failed')
console.log(JSON.stringify(measureWeb(new URL('../web/dist/', import.meta.url))))
