export const accounts = {
  network: { bluesky: 'Bluesky', mastodon: 'Mastodon' },
  signInEnds: 'Accès jusqu’au {{day}}',
  health: {
    ok: 'En ordre',
    needs_sign_in: 'À reconnecter',
    rate_limited: 'Prié de ralentir',
    restricted: 'Restreint par le réseau',
    unreachable: 'Le réseau ne répond pas',
  },
}
