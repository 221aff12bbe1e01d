/** États et raisons : ce qui s’est passé, ce qui est public, que faire. */
export const deliveries = {
  state: {
    scheduled: 'Programmée',
    sending: 'En route',
    published: 'Publiée',
    held: 'Retenue',
    failed: 'Refusée',
    unconfirmed: 'Non confirmée',
    cancelled: 'Reprise',
    retracted: 'Retirée',
  },
  undo: {
    title: 'Part dans {{seconds}} s',
    lead: 'Rien n’est encore public.',
    announce_one: 'La publication part dans {{count}} seconde. Appuyez sur Z pour la reprendre.',
    announce_other: 'La publication part dans {{count}} secondes. Appuyez sur Z pour la reprendre.',
    button: 'Reprendre',
    to: 'Vers {{accounts}}.',
    waiting: 'Pas encore partie : nouvel essai automatique.',
    leaving: 'En route…',
    published: 'Publiée.',
    attention: 'Elle demande une décision.',
    see: 'Voir la publication',
    open: 'L’ouvrir',
    undone: 'Reprise. Elle n’a jamais existé sur le réseau.',
    late: 'Trop tard pour la reprendre : elle était déjà partie vers {{accounts}}. Sa page permet de la retirer.',
    unreachable:
      'Le serveur ne répond pas : il n’est pas sûr que la publication ait été reprise. Réessayer est sans danger.',
  },
}
