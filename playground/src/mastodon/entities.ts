import type { Settings } from './settings.ts'
import type { App, Attachment, Citizen, Notice, Planned, Toot } from './state.ts'

/** The server's things as its API shows them, with every field the description requires. */
export class Entities {
  readonly url: string
  readonly #settings: Settings

  constructor(url: string, settings: Settings) {
    this.url = url
    this.#settings = settings
  }

  account(person: Citizen, statuses: number) {
    const picture = `${this.url}/avatars/${person.name}.png`
    return {
      id: person.id,
      username: person.name,
      acct: person.name,
      display_name: person.displayName,
      uri: `${this.url}/users/${person.name}`,
      url: `${this.url}/@${person.name}`,
      avatar: picture,
      avatar_static: picture,
      header: picture,
      header_static: picture,
      note: '',
      bot: false,
      group: false,
      locked: false,
      indexable: false,
      created_at: '2026-01-01T00:00:00.000Z',
      emojis: [],
      fields: [],
      followers_count: 0,
      following_count: 0,
      statuses_count: statuses,
    }
  }

  self(person: Citizen, statuses: number) {
    return {
      ...this.account(person, statuses),
      role: { id: '-99', name: '', color: '', permissions: '0', highlighted: false },
      source: { fields: [], follow_requests_count: 0, indexable: false, note: '', privacy: 'public', sensitive: false },
    }
  }

  status(toot: Toot, statuses: number, replies = 0) {
    return {
      id: toot.id,
      account: this.account(toot.person, statuses),
      content: `<p>${escapeHtml(toot.text).replaceAll('\n', '<br>')}</p>`,
      created_at: toot.createdAt.toISOString(),
      uri: `${this.url}/users/${toot.person.name}/statuses/${toot.id}`,
      url: `${this.url}/@${toot.person.name}/${toot.id}`,
      language: toot.language,
      visibility: toot.visibility,
      sensitive: toot.warning !== '',
      spoiler_text: toot.warning,
      application: toot.app === undefined ? null : { name: toot.app.name, website: toot.app.website },
      in_reply_to_id: toot.answers,
      edited_at: toot.editedAt?.toISOString() ?? null,
      emojis: [],
      media_attachments: toot.media.map((one) => this.attachment(one)),
      mentions: [],
      tags: [],
      favourites_count: toot.likedBy.size,
      reblogs_count: toot.repeatedBy.size,
      replies_count: replies,
    }
  }

  notice({ id, type, from, at }: Notice, status: ReturnType<Entities['status']>) {
    const group_key = `ungrouped-${id}`
    return { id, type, group_key, created_at: at.toISOString(), account: this.account(from, 0), status }
  }

  attachment({ id, type, description, focus, unready }: Attachment) {
    const kind = type.startsWith('video/') ? 'video' : type === 'image/gif' ? 'gifv' : 'image'
    const url = unready > 0 ? null : `${this.url}/media/${id}`
    const meta = focus === null ? {} : { focus }
    return { id, type: kind, url, preview_url: url, remote_url: null, description, blurhash: null, meta }
  }

  planned({ id, text, dueAt }: Planned) {
    const params = { text, visibility: 'public', application_id: 1, with_rate_limit: false }
    return { id, scheduled_at: dueAt.toISOString(), params, media_attachments: [] }
  }

  app(app: App) {
    return {
      id: app.clientId,
      name: app.name,
      website: app.website,
      scopes: app.scopes,
      redirect_uri: app.redirectUris.join('\n'),
      redirect_uris: app.redirectUris,
      client_id: app.clientId,
      client_secret: app.clientSecret,
      vapid_key: '',
    }
  }

  instance() {
    const { host } = new URL(this.url)
    return {
      domain: host,
      title: 'Playground',
      version: '4.7.0',
      source_url: 'https://github.com/mastodon/mastodon',
      description: 'A server of the playground',
      usage: { users: { active_month: 3 } },
      thumbnail: { url: `${this.url}/avatars/playground.png` },
      icon: [],
      languages: ['fr', 'en'],
      configuration: {
        urls: this.#settings.streaming === 'none' ? {} : { streaming: this.url.replace('http', 'ws') },
        accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
        statuses: {
          max_characters: this.#settings.maxCharacters,
          max_media_attachments: 4,
          characters_reserved_per_url: this.#settings.charactersPerUrl,
        },
        media_attachments: {
          supported_mime_types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/webm'],
          image_size_limit: 16_777_216,
          image_matrix_limit: 33_177_600,
          video_size_limit: 103_809_024,
          video_frame_rate_limit: 120,
          video_matrix_limit: 8_294_400,
        },
        polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
        translation: { enabled: false },
      },
      registrations: { enabled: false, approval_required: false },
      api_versions: { mastodon: this.#settings.apiVersion },
      contact: { email: 'staff@example.test' },
      rules: [],
    }
  }
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
