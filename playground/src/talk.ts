import { setTimeout as wait } from 'node:timers/promises'
import type { Bluesky } from './bluesky-network.ts'
import type { Person } from './people.ts'

interface Ref {
  readonly uri: string
  readonly cid: string
}

const opening: readonly { who: 'alice' | 'bob' | 'mairie'; says: string; answers?: number }[] = [
  { who: 'mairie', says: 'La médiathèque rouvre mardi à 10 h après trois semaines de travaux. #SaintAubin' },
  { who: 'alice', says: 'Quelqu’un sait si le marché du samedi reste place de l’Église pendant les travaux ?' },
  { who: 'bob', says: 'I heard it moves to the station car park. @mairie.test can you confirm?', answers: 1 },
  { who: 'alice', says: 'Merci Bob ! On attend la réponse de la mairie alors.', answers: 2 },
  { who: 'bob', says: 'Great news about the library. Will the reading room be open in the evening too?', answers: 0 },
  { who: 'alice', says: 'La piste cyclable du pont est encore pleine de verre ce matin… @mairie.test #vélo' },
]

const remarks: Readonly<Record<'alice' | 'bob', readonly string[]>> = {
  alice: [
    'Superbe lumière sur la rivière ce matin. 🌅',
    'Le bus 12 a encore dix minutes de retard. @mairie.test, une idée de la raison ?',
    'Cherche bonne adresse pour faire réparer un vélo, centre-ville si possible. #vélo',
    'La fête de la musique, c’est bien le 21 ?',
    'Merci à l’équipe qui a réparé l’éclairage de la rue des Tilleuls.',
  ],
  bob: [
    'Does anyone know the opening hours of the swimming pool in winter?',
    'The new benches by the river are lovely.',
    '@mairie.test the form for the school canteen gives an error. Is it me?',
    'First frost tonight. Bring your plants in!',
    'What is the best café to read in for an hour or two?',
  ],
}

const answers: readonly string[] = [
  'Merci pour l’info !',
  'Good to know, thanks.',
  'Et pour les personnes sans voiture, c’est prévu comment ?',
  'Is there a link with the details?',
  'Bravo à toute l’équipe 👏',
  'Je ne suis pas d’accord, mais merci de le dire clairement.',
]

/** Says what was said before the visitor came. */
export async function openConversation(network: Bluesky): Promise<void> {
  const said: { ref: Ref; root: Ref }[] = []
  for (const { who, says, answers: to } of opening) {
    const parent = to === undefined ? undefined : said[to]
    const ref = await say(network[who], says, parent)
    said.push({ ref, root: parent?.root ?? ref })
  }
}

/** The citizens go on talking, every half minute or so, until `signal` is aborted. They also answer what the brand says. */
export async function keepTalking(network: Bluesky, signal: AbortSignal): Promise<void> {
  const citizens = [network.alice, network.bob] as const
  const answered = new Set((await network.posts(network.mairie.did)).map(({ uri }) => uri))
  for (let turn = 0; !signal.aborted; turn++) {
    try {
      await wait(15_000 + Math.random() * 30_000, undefined, { signal })
      const person = citizens[turn % 2] ?? network.alice
      const fresh = (await network.posts(network.mairie.did)).find(({ uri }) => !answered.has(uri))
      if (fresh === undefined) {
        const lines = remarks[person.name === 'bob' ? 'bob' : 'alice']
        await say(person, lines[Math.floor(turn / 2) % lines.length] ?? '')
      } else {
        answered.add(fresh.uri)
        const reply = fresh.record['reply'] as { root: Ref } | undefined
        const ref = { uri: fresh.uri, cid: fresh.cid }
        await say(person, answers[turn % answers.length] ?? '', { ref, root: reply?.root ?? ref })
      }
    } catch (error) {
      if (signal.aborted) return
      console.error(`Nobody said anything this time: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

async function say({ agent }: Person, text: string, to?: { ref: Ref; root: Ref }): Promise<Ref> {
  const reply = to === undefined ? {} : { reply: { root: to.root, parent: to.ref } }
  return agent.post({ text, langs: [/[éèàçê’]/.test(text) ? 'fr' : 'en'], ...reply })
}
