export const duplicates = {
  title: 'Le redire ?',
  said: 'Vous l’avez dit le {{day}} au même compte, @{{handle}} :',
  nearlySaid: 'Vous avez dit presque la même chose le {{day}} au même compte, @{{handle}} :',
  planned: 'C’est prévu le {{day}} pour le même compte, @{{handle}} :',
  nearlyPlanned: 'Presque la même chose est prévue le {{day}} pour le même compte, @{{handle}} :',
  hint: 'Rien n’est encore programmé.',
  see: 'Voir cette publication',
  back: 'Revenir',
  anyway: 'Programmer quand même',
}
