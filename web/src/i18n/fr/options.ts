import type { options as english } from '../en/options.ts'
import { french } from '../typography.ts'

const texts: typeof english = {
  composer: {
    options: {
      title: 'Options',
      usual: 'Selon le réglage du compte',
      warning: 'Avertissement',
      warningHint: 'Les lecteurs le voient d’abord, et ouvrent la publication s’ils veulent. Il compte avec le texte.',
      labels: {
        label: 'Étiquette',
        hint: 'Les lecteurs qui l’ont demandé voient d’abord un cache. Vos propres mots n’y sont pas possibles.',
        none: 'Aucune',
        sexual: 'Suggestif',
        nudity: 'Nudité',
        porn: 'Contenu pour adultes',
        'graphic-media': 'Images choquantes',
      },
      visibility: {
        label: 'Qui la voit',
        public: 'Tout le monde',
        unlisted: 'Tout le monde, mais hors des fils publics',
        followers: 'Les abonnés seulement',
      },
      reply: {
        label: 'Qui peut répondre',
        everyone: 'Tout le monde',
        nobody: 'Personne',
        some: 'Certains seulement',
        mentioned: 'Les personnes mentionnées',
        following: 'Celles que le compte suit',
        followers: 'Les abonnés',
      },
      quote: { label: 'Qui peut citer', everyone: 'Tout le monde', followers: 'Les abonnés', nobody: 'Personne' },
      card: {
        label: 'Carte du premier lien',
        shown: 'D’après sa page',
        none: 'Sans carte de lien',
        preview: 'Carte du lien',
      },
      firstComment: 'Premier commentaire',
      firstCommentMedia: 'Images et vidéos du premier commentaire',
      firstCommentHint:
        'Une réponse du même compte à la publication, une fois qu’elle est entièrement parue : sources, liens, crédits.',
    },
  },
}

export const options: typeof english = french(texts)
