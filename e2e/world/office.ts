import type { BrowserContext } from '@playwright/test'
import type { Bluesky, Person } from '@vigie/playground'
import type { Account, Delivery, Post, Role } from '../../web/src/api/types.ts'
import { Session } from './session.ts'
import type { Language } from './words.ts'

export interface Colleague {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly session: Session
}

const zone = 'Europe/Paris'
const claire = { name: 'Claire Lefèvre', email: 'claire@example.test', password: 'lighthouse above the harbour' }

let colleagues = 0

/** Signs the owner of the installation up, as the first visit does. */
export async function setUp(url: string): Promise<Session> {
  const session = new Session(url)
  await session.post('/api/setup', { ...claire, language: 'en', timeZone: zone, workspaceName: 'First workspace' })
  return session
}

/** A workspace made for one test, and what happens in it outside the browser. */
export class Office {
  readonly workspaceId: string
  readonly owner: Session
  readonly #network: Bluesky

  private constructor(workspaceId: string, owner: Session, network: Bluesky) {
    this.workspaceId = workspaceId
    this.owner = owner
    this.#network = network
  }

  static async open(owner: Session, network: Bluesky, name: string): Promise<Office> {
    const { id } = await owner.post<{ id: string }>('/api/workspaces', { name, timeZone: zone })
    // tests say the same again and again: the one that is about it sets days
    await owner.call('PATCH', `/api/workspaces/${id}`, { duplicateDays: 0 })
    return new Office(id, owner, network)
  }

  get path(): string {
    return `/w/${this.workspaceId}`
  }

  get api(): string {
    return `/api/workspaces/${this.workspaceId}`
  }

  /** A colleague with a sign-in of their own, come by an invitation. */
  async invite(role: Role, language: Language = 'en', called?: string): Promise<Colleague> {
    const number = ++colleagues
    const [name, email] = [called ?? `Colleague ${number}`, `colleague-${process.pid}-${number}@example.test`]
    const password = `window seat on train ${number}`
    const { link } = await this.owner.post<{ link: string }>(`${this.api}/invitations`, { email, role })
    const session = new Session(this.owner.url)
    const token = link.slice(link.lastIndexOf('/') + 1)
    await session.post(`/api/invitations/${token}/accept`, { name, password, language, timeZone: zone })
    return { name, email, password, session }
  }

  async connect(person: Person, password = person.appPassword): Promise<Account> {
    const signIn = { service: this.#network.url, handle: person.handle, password }
    return this.owner.post(`${this.api}/accounts`, { network: 'bluesky', signIn })
  }

  /** The language that the owner chose. */
  async speak(language: Language): Promise<void> {
    await this.owner.call('PATCH', '/api/me', { language })
  }

  async rename(name: string): Promise<void> {
    await this.owner.call('PATCH', this.api, { name })
  }

  async setUndo(undoSeconds: number): Promise<void> {
    await this.owner.call('PATCH', this.api, { undoSeconds })
  }

  /** Writes a post in the name of the owner. */
  async write(text: string, account: Account | undefined, send: object): Promise<Post> {
    const accountIds = account === undefined ? [] : [account.id]
    return this.owner.post(`${this.api}/posts`, { items: [{ text }], options: { languages: ['en'] }, accountIds, send })
  }

  post(id: string): Promise<Post> {
    return this.owner.get(`${this.api}/posts/${id}`)
  }

  async delivery(postId: string): Promise<Delivery> {
    const [delivery] = (await this.post(postId)).deliveries
    if (delivery === undefined) throw new Error('The post goes nowhere')
    return delivery
  }
}

/** Lets a browser in without its sign-in page. */
export async function enter(context: BrowserContext, { url, cookies }: Session): Promise<void> {
  await context.addCookies(cookies.map(({ name, value }) => ({ name, value, url, httpOnly: true, sameSite: 'Lax' })))
}
