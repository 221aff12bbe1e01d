import type { HaltLevel } from '../../db/schema.ts'
import type { Fate } from './fates.ts'

/** The words of the printed report. It leaves the house without the web app and its dictionaries. */
export interface ReportWords {
  readonly locale: string
  readonly title: string
  readonly inForce: string
  readonly sealed: string
  readonly silent: string
  readonly notSilent: string
  readonly lifted: string
  readonly notLifted: string
  readonly after: (seconds: string) => string
  readonly byWhom: (when: string, who: string) => string
  readonly level: string
  readonly levels: Record<HaltLevel, string>
  readonly scope: string
  readonly installation: string
  readonly reason: string
  readonly noReason: string
  readonly figures: string
  readonly onWire: string
  readonly held: string
  readonly statements: string
  readonly recalled: string
  readonly recallFailed: string
  readonly timeline: string
  readonly when: string
  readonly what: string
  readonly who: string
  readonly heldList: string
  readonly recalledList: string
  readonly account: string
  readonly text: string
  readonly wasDue: string
  readonly end: string
  readonly fates: Record<Fate, string>
  readonly recallEnds: Record<'asked' | 'removed' | 'failed', string>
  readonly actions: Readonly<Record<string, string>>
  readonly times: (count: number) => string
  readonly more: (count: number) => string
  readonly nothing: string
  readonly colon: string
  readonly quoted: (text: string) => string
  readonly foot: (when: string, zone: string) => string
  readonly page: (page: number, pages: number) => string
}

const en: ReportWords = {
  locale: 'en-GB',
  title: 'Emergency stop: report',
  inForce: 'In force',
  sealed: 'Sealed',
  silent: 'Silent',
  notSilent: 'not yet: an outcome is missing',
  lifted: 'Lifted',
  notLifted: 'not yet: it is in force',
  after: (seconds) => `${seconds} s after the seal`,
  byWhom: (when, who) => `${when}, by ${who}`,
  level: 'Level',
  levels: { automation: 'automation', scheduled: 'automation and everything planned', all: 'everything' },
  scope: 'Scope',
  installation: 'the whole installation',
  reason: 'Reason',
  noReason: 'none was given',
  figures: 'In figures',
  onWire: 'On the wire at the seal',
  held: 'Held',
  statements: 'Statements sent during the stop',
  recalled: 'Taken down again',
  recallFailed: 'Could not be taken down',
  timeline: 'What happened, and when',
  when: 'Time',
  what: 'What',
  who: 'Who',
  heldList: 'What was held, and what became of it',
  recalledList: 'What was taken back',
  account: 'Account',
  text: 'Text',
  wasDue: 'Was due',
  end: 'Outcome',
  fates: {
    waiting: 'waits for a decision',
    planned: 'planned anew',
    sent: 'sent',
    unconfirmed: 'without an answer',
    failed: 'refused by the network',
    dropped: 'dropped',
    draft: 'back to draft',
    retracted: 'taken down',
  },
  recallEnds: { asked: 'under way', removed: 'taken down', failed: 'still public' },
  actions: {
    'halt.sealed': 'Stop sealed',
    'halt.called_again': 'Asked for again by a webhook',
    'halt.silent': 'Silence',
    'halt.reason_given': 'Reason given',
    'halt.lowered': 'Stop lowered',
    'halt.part_lifted': 'Part of the stop lifted',
    'halt.lifted': 'Stop lifted',
    'delivery.held': 'Held',
    'delivery.sent_during_stop': 'Statement let through',
    'delivery.published': 'Sent',
    'delivery.found': 'Found on the network',
    'delivery.unconfirmed': 'Left without an answer',
    'delivery.failed': 'Refused by the network',
    'delivery.decided_published': 'Seen on the network by a person',
    'delivery.decided_not_published': 'Not seen on the network by a person',
    'delivery.released': 'Released',
    'delivery.rescheduled': 'Moved',
    'delivery.cancelled': 'Taken back before it left',
    'delivery.dropped': 'Dropped',
    'delivery.returned_to_draft': 'Back to draft',
    'delivery.retracted': 'Taken down',
    'delivery.recall_asked': 'Asked to be taken down',
    'delivery.recall_postponed': 'Not taken down yet; tried again',
    'delivery.recall_failed': 'Could not be taken down',
    'delivery.recall_found_gone': 'Was gone already',
    'playbook.started': 'Playbook taken up',
    'playbook.step_ticked': 'Step done',
    'playbook.step_unticked': 'Step not done after all',
  },
  times: (count) => `${count} times`,
  more: (count) => `and ${count} more, in the record`,
  nothing: 'Nothing.',
  colon: ': ',
  quoted: (text) => `“${text}”`,
  foot: (when, zone) => `Made from the record on ${when}. Times in the zone ${zone}, to the millisecond.`,
  page: (page, pages) => `${page} / ${pages}`,
}

const fr: ReportWords = {
  locale: 'fr-FR',
  title: 'Arrêt d’urgence\u00a0: rapport',
  inForce: 'En vigueur',
  sealed: 'Scellé',
  silent: 'Silence',
  notSilent: 'pas encore\u00a0: une issue manque',
  lifted: 'Levé',
  notLifted: 'pas encore\u00a0: il est en vigueur',
  after: (seconds) => `${seconds}\u202fs après le scellement`,
  byWhom: (when, who) => `${when}, par ${who}`,
  level: 'Niveau',
  levels: { automation: 'les automatismes', scheduled: 'les automatismes et tout ce qui est programmé', all: 'tout' },
  scope: 'Portée',
  installation: 'toute l’installation',
  reason: 'Motif',
  noReason: 'aucun n’a été donné',
  figures: 'En chiffres',
  onWire: 'En route au scellement',
  held: 'Retenues',
  statements: 'Déclarations envoyées pendant l’arrêt',
  recalled: 'Retirées du réseau',
  recallFailed: 'N’ont pas pu être retirées',
  timeline: 'Ce qui s’est passé, et quand',
  when: 'Heure',
  what: 'Quoi',
  who: 'Qui',
  heldList: 'Ce qui a été retenu, et ce qui en est advenu',
  recalledList: 'Ce qui a été rappelé',
  account: 'Compte',
  text: 'Texte',
  wasDue: 'Prévue',
  end: 'Issue',
  fates: {
    waiting: 'attend une décision',
    planned: 'reprogrammée',
    sent: 'envoyée',
    unconfirmed: 'sans réponse',
    failed: 'refusée par le réseau',
    dropped: 'abandonnée',
    draft: 'remise en brouillon',
    retracted: 'retirée',
  },
  recallEnds: { asked: 'en cours', removed: 'retirée', failed: 'encore publique' },
  actions: {
    'halt.sealed': 'Arrêt scellé',
    'halt.called_again': 'Redemandé par un webhook',
    'halt.silent': 'Silence',
    'halt.reason_given': 'Motif donné',
    'halt.lowered': 'Niveau de l’arrêt abaissé',
    'halt.part_lifted': 'Partie de l’arrêt levée',
    'halt.lifted': 'Arrêt levé',
    'delivery.held': 'Retenue',
    'delivery.sent_during_stop': 'Déclaration autorisée à partir',
    'delivery.published': 'Envoyée',
    'delivery.found': 'Trouvée sur le réseau',
    'delivery.unconfirmed': 'Partie sans réponse',
    'delivery.failed': 'Refusée par le réseau',
    'delivery.decided_published': 'Vue sur le réseau par une personne',
    'delivery.decided_not_published': 'Non vue sur le réseau par une personne',
    'delivery.released': 'Libérée',
    'delivery.rescheduled': 'Déplacée',
    'delivery.cancelled': 'Reprise avant son départ',
    'delivery.dropped': 'Abandonnée',
    'delivery.returned_to_draft': 'Remise en brouillon',
    'delivery.retracted': 'Retirée du réseau',
    'delivery.recall_asked': 'Rappel demandé',
    'delivery.recall_postponed': 'Pas encore retirée\u202f; nouvel essai',
    'delivery.recall_failed': 'N’a pas pu être retirée',
    'delivery.recall_found_gone': 'Avait déjà disparu',
    'playbook.started': 'Plan de crise engagé',
    'playbook.step_ticked': 'Étape faite',
    'playbook.step_unticked': 'Étape finalement non faite',
  },
  times: (count) => `${count} fois`,
  more: (count) => `et ${count} de plus, dans le registre`,
  nothing: 'Rien.',
  colon: '\u00a0: ',
  quoted: (text) => `«\u00a0${text}\u00a0»`,
  foot: (when, zone) => `Établi d’après le registre le ${when}. Heures du fuseau ${zone}, à la milliseconde.`,
  page: (page, pages) => `${page} / ${pages}`,
}

export const reportWords: Record<'en' | 'fr', ReportWords> = { en, fr }
