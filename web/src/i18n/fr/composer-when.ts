/** Choosing a time. */
export const composerWhen = {
  when: {
    title: 'Quand',
    date: 'Date',
    time: 'Heure',
    hours: 'Heures',
    minutes: 'Minutes',
    calendar: {
      nextMonth: 'Mois suivant',
      previousMonth: 'Mois précédent',
      nextYear: 'Année suivante',
      previousYear: 'Année précédente',
      nextDecade: 'Décennie suivante',
      previousDecade: 'Décennie précédente',
    },
    zone: 'Heure de {{zone}}.',
    gap: 'Cette nuit-là on avance l’horloge : {{time}} n’existe pas. Elle partirait à {{shown}}.',
    repeat: 'Cette nuit-là on recule l’horloge : {{time}} vient deux fois. Laquelle ?',
    first: 'La première ({{offset}})',
    second: 'La seconde ({{offset}})',
    local: 'Pour vous : {{time}}.',
  },
}
