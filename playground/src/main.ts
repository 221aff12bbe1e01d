// `npm run playground`: a whole Bluesky network and a Mastodon server on this machine, people on them, and Vigie beside
import { openBluesky } from './bluesky-network.ts'
import { choosePort, openFolder, prefixes } from './folders.ts'
import { openMastodon } from './mastodon/server.ts'
import { sweep } from './sweep.ts'
import { keepTalking, openConversation } from './talk.ts'
import { setUpVigie, startVigie, type RunningVigie } from './vigie.ts'
import { openWindow } from './window.ts'

// the network's own libraries use some things of Node that will go
process.noDeprecation = true

const owner = { name: 'Claire Lefèvre', email: 'claire@example.test', password: 'playground-password' }

const began = performance.now()
const stopping = new AbortController()
let vigie: RunningVigie | undefined
listenForStop()

await using opened = new AsyncDisposableStack()
await run().catch((error: unknown) => {
  if (stopping.signal.aborted) return
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
if (stopping.signal.aborted) console.log('\nStopping…')

async function run(): Promise<void> {
  await sweep()
  const folder = opened.use(await openFolder(prefixes.vigie))
  say('Starting a Bluesky network…')
  const [plc, pds, appView] = [await choosePort(2582), await choosePort(2583), await choosePort(2584)]
  const network = opened.use(await openBluesky({ appView: true, ports: { plc, pds, appView } }))
  stopping.signal.throwIfAborted()
  await openConversation(network)
  const window = opened.use(await openWindow(network, await choosePort(2585)))
  const mastodon = opened.use(await openMastodon({ port: await choosePort(2586) }))
  say('Starting Vigie…')
  const port = await choosePort(4400)
  vigie = opened.use(
    await startVigie({ port, folder: folder.path, blueskyWeb: window.url, blueskyDirectory: network.plcUrl }),
  )
  await setUpVigie(vigie.url, owner, { person: network.mairie, service: network.url, mastodon })
  stopping.signal.throwIfAborted()
  const { alice, bob, mairie } = network
  const row = (...cells: string[]) =>
    `  ${cells.map((cell, index) => cell.padEnd([24, 26, 20][index] ?? 0)).join('')}`.trimEnd()
  console.log(`
Ready in ${((performance.now() - began) / 1000).toFixed(1)} s. Ctrl-C stops everything; nothing is kept.

${row('Vigie', vigie.url)}
${row('', 'sign in with', owner.email)}
${row('', 'password', owner.password)}
${row('The network’s posts', window.url)}
${row('Bluesky service', network.url, 'to connect a further account')}

${row('Person', 'Handle', 'App password', 'Password')}
${[mairie, alice, bob].map(({ displayName, handle, appPassword, password }) => row(displayName, handle, appPassword, password)).join('\n')}

${row('Mastodon server', mastodon.url, 'to connect a further account')}

${row('Person', 'Name there', 'Password')}
${[mastodon.mairie, mastodon.mia, mastodon.leo].map(({ displayName, name, password }) => row(displayName, name, password)).join('\n')}

  ${mairie.displayName} is connected to Vigie, on both. Alice and Bob talk, and answer what it posts.
${row('Vigie’s log', vigie.logFile)}
`)
  const talk = keepTalking(network, stopping.signal)
  await Promise.race([vigie.ended, new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))])
  if (!stopping.signal.aborted) {
    console.error(`Vigie ended by itself: see its log above, or start the playground again.`)
    process.exitCode = 1
    stopping.abort()
  }
  await talk
}

function say(text: string): void {
  if (!stopping.signal.aborted) console.log(text)
}

/** The first signal ends in order; npm passes a Ctrl-C on, so that the second may be the same one. A later one ends at once. */
function listenForStop(): void {
  let asked = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked === 0) {
        asked = performance.now()
        stopping.abort()
      } else if (performance.now() - asked > 2_000) {
        vigie?.kill()
        process.exit(1)
      }
    })
  }
}
