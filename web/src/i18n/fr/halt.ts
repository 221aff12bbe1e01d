/** L’arrêt d’urgence. Lu par des gens pressés : phrases courtes, d’abord que faire. */
export const halt = {
  /** Un instant d’aujourd’hui, et un autre. */
  when: { today: 'à {{time}}', day: 'le {{day}} à {{time}}' },
  button: 'Arrêt',
  buttonHint: 'Arrêt d’urgence : maintenir une seconde, ou appuyer pour choisir',
  holding: 'Maintenir…',
  stopping: 'Arrêt en cours…',
  plainPage: 'Page d’arrêt simple, si celle-ci échoue',
  stopped: 'L’arrêt est scellé.',
  notStopped: 'Il n’est pas sûr que l’arrêt ait été fait. Réessayez, ou passez par la page simple.',
  scope: {
    installation: 'toute l’installation',
    workspace: 'l’espace « {{name}} »',
    network: '{{network}}',
    account: '@{{handle}}',
    campaign: 'la campagne « {{name}} »',
  },
  banner: {
    label: 'Arrêt d’urgence en vigueur',
    by: '{{name}} a arrêté {{scope}} {{when}}.',
    silent: 'Silence : plus rien n’est en route.',
    notSilent_one: 'Pas encore le silence : {{count}} publication est encore en route.',
    notSilent_other: 'Pas encore le silence : {{count}} publications sont encore en route.',
    open: 'Voir l’arrêt',
    more_one: 'et {{count}} autre arrêt',
    more_other: 'et {{count}} autres arrêts',
  },
  why: {
    composer:
      '{{name}} a arrêté {{scope}} {{when}}. Votre texte est en sûreté : enregistrez-le, ou programmez-le pour plus tard.',
    delivery: '{{name}} a arrêté {{scope}} {{when}}. Elle ne part qu’une fois l’arrêt levé, si quelqu’un l’envoie.',
    see: 'Voir l’arrêt',
    held: 'Son heure est venue pendant l’arrêt fait par {{name}} {{when}}.',
    lifted: 'Son heure est venue pendant un arrêt d’urgence, levé depuis. Décidez de son sort.',
    reason: 'Raison de l’arrêt : {{reason}}',
  },
  list: {
    title: 'Arrêts',
    lead: 'Tous les arrêts d’urgence de cet espace, le dernier en premier.',
    empty: 'Rien n’a jamais été arrêté ici',
    emptyBody:
      'Si quelque chose tourne mal, appuyez sur le bouton rouge en haut de n’importe quelle page, ou sur Ctrl et le point. Ce qui devait partir attend alors que quelqu’un décide.',
    active: 'En vigueur',
    lifted: 'Levé',
    row: '{{name}} a arrêté {{scope}}',
    liftedAt: 'levé {{when}} par {{name}}',
  },
}
