/** The page's words. It stands alone: the web app and its translations may not be there when it is needed. */
export interface Words {
  readonly language: 'en' | 'fr'
  readonly title: string
  readonly lead: string
  readonly reason: string
  readonly confirm: string
  /** What confirms, in capital letters. */
  readonly word: string
  readonly tick: string
  readonly stop: string
  readonly stopAgain: string
  readonly active: string
  readonly none: string
  readonly everything: string
  readonly sealed: string
  readonly silent: string
  readonly notSilent: string
  readonly onWire: (all: number, open: number) => string
  readonly by: string
  readonly level: Readonly<Record<'automation' | 'scheduled' | 'all', string>>
  readonly open: string
  readonly signIn: string
  readonly signInLink: string
  readonly wrongWord: string
  readonly foreign: string
  readonly viewer: string
  readonly failed: string
}

const english: Words = {
  language: 'en',
  title: 'Emergency stop',
  lead: 'Stops everything that goes out, on every account you can reach: now, and until somebody lifts it.',
  reason: 'Reason (can be given later)',
  confirm: 'Type STOP to confirm',
  word: 'STOP',
  tick: 'or tick this: I want to stop everything',
  stop: 'Stop everything',
  stopAgain: 'Stop again',
  active: 'Active stops',
  none: 'Nothing is stopped.',
  everything: 'the whole installation',
  sealed: 'Sealed',
  silent: 'Silent',
  notSilent: 'Not silent yet',
  onWire: (all, open) =>
    all === 0 ? 'Nothing was on the wire.' : `On the wire at that moment: ${all}. Without an outcome yet: ${open}.`,
  by: 'by',
  level: { automation: 'automation', scheduled: 'automation and everything planned', all: 'everything' },
  open: 'Open Vigie',
  signIn: 'Sign in, then open this page again.',
  signInLink: 'Sign in',
  wrongWord: 'Nothing was stopped: type STOP, or tick the box, then press the button.',
  foreign: 'Nothing was stopped: this did not come from this page. Press the button here.',
  viewer: 'You may read here, not stop. Ask anybody who writes or moderates.',
  failed: 'Nothing was stopped: Vigie cannot reach its database. On the server, kill -USR2 silences a process at once.',
}

const french: Words = {
  language: 'fr',
  title: 'Arrêt d’urgence',
  lead: 'Arrête tout ce qui sort, sur tous les comptes à votre portée\u202f: maintenant, et jusqu’à ce que quelqu’un lève l’arrêt.',
  reason: 'Raison (peut être donnée plus tard)',
  confirm: 'Tapez ARRÊT pour confirmer',
  word: 'ARRÊT',
  tick: 'ou cochez\u202f: je veux tout arrêter',
  stop: 'Tout arrêter',
  stopAgain: 'Arrêter encore',
  active: 'Arrêts en cours',
  none: 'Rien n’est arrêté.',
  everything: 'toute l’installation',
  sealed: 'Scellé',
  silent: 'Silence',
  notSilent: 'Pas encore le silence',
  onWire: (all, open) =>
    all === 0
      ? 'Rien n’était en cours d’envoi.'
      : `En cours d’envoi à cet instant\u202f: ${all}. Encore sans issue\u202f: ${open}.`,
  by: 'par',
  level: { automation: 'automatismes', scheduled: 'automatismes et tout ce qui est planifié', all: 'tout' },
  open: 'Ouvrir Vigie',
  signIn: 'Connectez-vous, puis rouvrez cette page.',
  signInLink: 'Se connecter',
  wrongWord: 'Rien n’a été arrêté\u202f: tapez ARRÊT, ou cochez la case, puis appuyez sur le bouton.',
  foreign: 'Rien n’a été arrêté\u202f: cela ne venait pas de cette page. Appuyez sur le bouton ici.',
  viewer: 'Vous pouvez lire ici, pas arrêter. Demandez à quiconque écrit ou modère.',
  failed:
    'Rien n’a été arrêté\u202f: Vigie n’atteint pas sa base de données. Sur le serveur, kill -USR2 fait taire un processus aussitôt.',
}

export const wordsIn = (language: 'en' | 'fr'): Words => (language === 'fr' ? french : english)

/** Every language's word counts, in any case, with or without its accent. */
export function isStopWord(typed: string): boolean {
  const plain = typed.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()
  return plain === 'STOP' || plain === 'ARRET'
}
