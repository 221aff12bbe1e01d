export const accounts = {
  network: { bluesky: 'Bluesky', mastodon: 'Mastodon' },
  signInEnds: 'Sign-in ends on {{day}}',
  health: {
    ok: 'In order',
    needs_sign_in: 'Needs a new sign-in',
    rate_limited: 'Asked to slow down',
    restricted: 'Restricted by the network',
    unreachable: 'Network does not answer',
  },
}
