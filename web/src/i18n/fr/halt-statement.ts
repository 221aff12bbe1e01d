/** Letting one post pass a stop. */
export const haltStatement = {
  statement: {
    button: 'Envoyer pendant l’arrêt…',
    title: 'Envoyer cette publication pendant l’arrêt ?',
    body: 'Cette seule publication vers @{{handle}} passe l’arrêt et part. Rien d’autre ne passe. Modifiée ensuite, elle attend de nouveau.',
    reason: 'Pourquoi elle doit partir maintenant',
    reasonHint: 'Gardé au registre avec votre nom.',
    submit: 'Envoyer celle-ci',
    done: 'Elle part dans quelques secondes, que vous pouvez encore interrompre.',
    help: 'Un communiqué : cette seule publication passe l’arrêt, tout le reste attend.',
    oneAccount: 'Un communiqué part vers un compte à la fois : choisissez-en un.',
  },
}
