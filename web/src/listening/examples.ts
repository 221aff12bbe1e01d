import type { Language } from '../i18n/start.ts'
import type { Trial } from './trial.ts'

export const exampleNames = ['town', 'brand', 'need'] as const
export type ExampleName = (typeof exampleNames)[number]

const nothing = { title: '', author: '', lang: '', url: '', followers: '' }

const french: Readonly<Record<ExampleName, Trial>> = {
  town: {
    ...nothing,
    query: '("Saint-Aubin" OU #SaintAubin) ET (fuite OU "coupure d’eau" OU eau PRÈS/3 trouble) SAUF foot',
    text: 'Bonjour, à Saint-Aubin l’eau du robinet est trouble depuis ce matin, rue des Tilleuls. Une fuite ? #SaintAubin',
  },
  brand: {
    ...nothing,
    query: 'raw:"Orange" ET (box OU fibre OU forfait*) SAUF (jus OU carotte)',
    text: 'Toujours pas de fibre chez Orange, et ma box redémarre toute seule. Quelqu’un d’autre ?',
  },
  need: {
    ...nothing,
    query: '(je OU nous) OPRÈS/2 cherch* OPRÈS/6 (maison OU appartement OU logement) ET lang:fr',
    text: 'Nous cherchons un petit appartement à Saint-Aubin, avec un balcon si possible !',
    lang: 'fr',
  },
}

const english: Readonly<Record<ExampleName, Trial>> = {
  town: {
    ...nothing,
    query: '("Saint-Aubin" OR #SaintAubin) AND (leak OR "water cut" OR water NEAR/3 brown) NOT football',
    text: 'Morning! In Saint-Aubin the tap water has been brown since six, rue des Tilleuls. A leak? #SaintAubin',
  },
  brand: {
    ...nothing,
    query: 'raw:"Apple" AND (phone OR update OR charg*) NOT (pie OR orchard)',
    text: 'After the last update my Apple phone takes all night to charge. Anyone else?',
  },
  need: {
    ...nothing,
    query: '(I OR we OR "I\'m") ONEAR/3 look* ONEAR/6 (house OR flat OR home) AND lang:en',
    text: 'We are looking for a small flat in Saint-Aubin, with a balcony if possible!',
    lang: 'en',
  },
}

export function exampleOf(name: ExampleName, language: string): Trial {
  const examples: Record<Language, typeof english> = { fr: french, en: english }
  return examples[language === 'fr' ? 'fr' : 'en'][name]
}
