export const conversation = {
  title: 'Réponses',
  of: '@{{handle}} · {{network}}',
  reading: 'Lecture des réponses…',
  none: 'Personne n’a encore répondu.',
  count_one: '{{count}} réponse',
  count_other: '{{count}} réponses',
  below_one: ', et {{count}} à la suite',
  below_other: ', et {{count}} à la suite',
  counted_one:
    '{{network}} en compte {{count}} juste sous la publication : ce qui manque est privé, masqué ou supprimé.',
  counted_other:
    '{{network}} en compte {{count}} juste sous la publication : ce qui manque est privé, masqué ou supprimé.',
  hidden_one: '{{count}} n’est pas montrée : supprimée, masquée ou bloquée.',
  hidden_other: '{{count}} ne sont pas montrées : supprimées, masquées ou bloquées.',
  read: 'Lu {{time}}.',
  showAll: 'Tout afficher ({{count}})',
  more: 'Il y en a davantage que ce qui est lu ici.',
  own: 'ce compte',
  open: 'Ouvrir sur {{network}}',
  media_one: 'Avec {{count}} image ou vidéo.',
  media_other: 'Avec {{count}} images ou vidéos.',
  label: {
    sexual: 'Suggestif',
    nudity: 'Nudité',
    porn: 'Contenu pour adultes',
    'graphic-media': 'Images choquantes',
  },
  noLeave: 'Reconnectez ce compte une fois, et les nouvelles réponses apparaîtront ici d’elles-mêmes.',
  retry: 'Relire',
  trouble: {
    later: '{{network}} ne répond pas pour l’instant. Ce qui a été lu avant reste ci-dessous.',
    laterAt:
      '{{network}} demande d’attendre, ou ce qu’il autorise est gardé pour publier : les réponses pourront être relues à {{time}}.',
    sign_in:
      '{{network}} demande que ce compte se connecte à nouveau : d’ici là, ses réponses ne peuvent pas être lues.',
    accounts: 'Voir les comptes',
    gone: '{{network}} ne montre plus cette publication, ni ses réponses.',
  },
}
