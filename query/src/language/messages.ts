// Every sentence said about a query: what is wrong, what was expected, what to write instead.

interface Message {
  warning?: true
  en: readonly [message: string, expected: string, suggestion: string]
  fr: readonly [message: string, expected: string, suggestion: string]
}

const table = {
  QUERY_EMPTY: {
    en: ['The query is empty.', 'at least one word', 'Write a word to look for, for example vigie.'],
    fr: ['La requête est vide.', 'au moins un mot', 'Écrivez un mot à chercher, par exemple vigie.'],
  },
  QUERY_TOO_LONG: {
    en: [
      'The query has {length} characters.',
      'at most {limit} characters',
      'Move long groups into named lists: list:name.',
    ],
    fr: [
      'La requête compte {length} caractères.',
      'au plus {limit} caractères',
      'Rangez les longs groupes dans des listes nommées : list:nom.',
    ],
  },
  QUERY_TOO_DEEP: {
    en: [
      'Parentheses, negations or NEAR are nested too deeply.',
      'at most {limit} levels',
      'Remove needless parentheses, or move a part into a named query: query:name.',
    ],
    fr: [
      'Les parenthèses, négations ou PRÈS sont imbriqués trop profondément.',
      'au plus {limit} niveaux',
      'Ôtez les parenthèses inutiles, ou rangez une partie dans une requête nommée : query:nom.',
    ],
  },
  QUERY_TOO_MANY_TERMS: {
    en: [
      'With its lists and sub-queries, the query has too many terms.',
      'at most {limit} terms',
      'Split it into several queries.',
    ],
    fr: [
      'Avec ses listes et sous-requêtes, la requête a trop de termes.',
      'au plus {limit} termes',
      'Partagez-la en plusieurs requêtes.',
    ],
  },
  PAREN_UNCLOSED: {
    en: ['This parenthesis is never closed.', 'a closing parenthesis', 'Add ) where the group ends.'],
    fr: ['Cette parenthèse n’est jamais fermée.', 'une parenthèse fermante', 'Ajoutez ) là où le groupe finit.'],
  },
  PAREN_UNOPENED: {
    en: [
      'This parenthesis closes nothing.',
      'an opening parenthesis before it',
      'Remove it, or add ( where the group begins.',
    ],
    fr: [
      'Cette parenthèse ne ferme rien.',
      'une parenthèse ouvrante avant elle',
      'Ôtez-la, ou ajoutez ( là où le groupe commence.',
    ],
  },
  QUOTE_UNCLOSED: {
    en: ['This quotation mark is never closed.', 'a closing quotation mark', 'Add " where the phrase ends.'],
    fr: ['Ce guillemet n’est jamais fermé.', 'un guillemet fermant', 'Ajoutez " là où l’expression finit.'],
  },
  COMMENT_UNCLOSED: {
    en: ['This comment is never closed.', '>>> after the comment', 'Add >>> where the comment ends.'],
    fr: ['Ce commentaire n’est jamais fermé.', '>>> après le commentaire', 'Ajoutez >>> là où le commentaire finit.'],
  },
  COMMENT_UNOPENED: {
    en: ['This ends a comment that never began.', '<<< before it', 'Remove >>>, or add <<< where the comment begins.'],
    fr: [
      'Ceci ferme un commentaire qui n’a pas commencé.',
      '<<< avant lui',
      'Ôtez >>>, ou ajoutez <<< là où le commentaire commence.',
    ],
  },
  OPERAND_MISSING_BEFORE: {
    en: [
      'There is nothing before {operator}.',
      'a word, a phrase or a group before it',
      'Add what is missing, remove {operator}, or write "{operator}" to look for the word itself.',
    ],
    fr: [
      'Il n’y a rien avant {operator}.',
      'un mot, une expression ou un groupe avant lui',
      'Ajoutez ce qui manque, ôtez {operator}, ou écrivez "{operator}" pour chercher le mot lui-même.',
    ],
  },
  OPERAND_MISSING_AFTER: {
    en: [
      'There is nothing after {operator}.',
      'a word, a phrase or a group after it',
      'Add what is missing, remove {operator}, or write "{operator}" to look for the word itself.',
    ],
    fr: [
      'Il n’y a rien après {operator}.',
      'un mot, une expression ou un groupe après lui',
      'Ajoutez ce qui manque, ôtez {operator}, ou écrivez "{operator}" pour chercher le mot lui-même.',
    ],
  },
  GROUP_EMPTY: {
    en: [
      'There is nothing between these parentheses.',
      'a word, a phrase or a group',
      'Remove the parentheses, or write something inside.',
    ],
    fr: [
      'Il n’y a rien entre ces parenthèses.',
      'un mot, une expression ou un groupe',
      'Ôtez les parenthèses, ou écrivez quelque chose dedans.',
    ],
  },
  NEAR_NUMBER_MISSING: {
    en: [
      '{operator} does not say how near.',
      '{operator}/n, where n is the number of words between',
      'Write {operator}/4: at most four words between.',
    ],
    fr: [
      '{operator} ne dit pas à quelle distance.',
      '{operator}/n, où n est le nombre de mots entre les deux',
      'Écrivez {operator}/4 : au plus quatre mots entre les deux.',
    ],
  },
  NEAR_TOO_FAR: {
    en: [
      '{number} words between is too far to mean anything.',
      'at most {limit}',
      'Write {limit} or less, or AND to find both anywhere in the text.',
    ],
    fr: [
      '{number} mots d’écart, c’est trop loin pour avoir un sens.',
      'au plus {limit}',
      'Écrivez {limit} ou moins, ou AND pour trouver les deux n’importe où dans le texte.',
    ],
  },
  NEAR_OPERAND: {
    en: [
      '{what} cannot stand inside NEAR: it has no place in the text.',
      'words, phrases, NEAR, or these joined with OR',
      'Take {what} out of NEAR: (a NEAR/5 b) AND …, or write a NEAR/5 b NEAR/5 c.',
    ],
    fr: [
      '{what} ne peut pas figurer dans PRÈS : cela n’a pas de place dans le texte.',
      'des mots, des expressions, PRÈS, ou ceux-ci reliés par OU',
      'Sortez {what} de PRÈS : (a PRÈS/5 b) ET …, ou écrivez a PRÈS/5 b PRÈS/5 c.',
    ],
  },
  FIELD_UNKNOWN: {
    en: ['{name}: is not a field.', 'one of {known}', 'Write {fix}, or put the text in quotation marks.'],
    fr: ['{name}: n’est pas un champ.', 'l’un de {known}', 'Écrivez {fix}, ou mettez le texte entre guillemets.'],
  },
  FIELD_VALUE_MISSING: {
    en: [
      '{name}: is followed by nothing.',
      'a value right after the colon',
      'Write {name}:value, without a space; or "{name}" to look for the word.',
    ],
    fr: [
      '{name}: n’est suivi de rien.',
      'une valeur juste après le deux-points',
      'Écrivez {name}:valeur, sans espace ; ou "{name}" pour chercher le mot.',
    ],
  },
  FIELD_VALUE_GROUP: {
    en: [
      '{name}:( ) takes values joined with OR, nothing else.',
      '{name}:(one OR two)',
      'Take the rest out of the parentheses.',
    ],
    fr: [
      '{name}:( ) n’accepte que des valeurs reliées par OU.',
      '{name}:(un OU deux)',
      'Sortez le reste des parenthèses.',
    ],
  },
  FIELD_NESTED: {
    en: [
      'A text field inside a text field can find nothing.',
      'words, phrases and groups',
      'Close the first field before opening the second.',
    ],
    fr: [
      'Un champ de texte dans un champ de texte ne peut rien trouver.',
      'des mots, des expressions et des groupes',
      'Fermez le premier champ avant d’ouvrir le second.',
    ],
  },
  NUMBER_EXPECTED: {
    en: ['{name}{comparison} needs a number.', 'a number, such as 1000, 2.5 or 10k', 'Write {name}{comparison}1000.'],
    fr: [
      '{name}{comparison} attend un nombre.',
      'un nombre, comme 1000, 2.5 ou 10k',
      'Écrivez {name}{comparison}1000.',
    ],
  },
  WORD_EMPTY: {
    en: ['{text} holds no letter, digit or emoji to look for.', 'a word', 'Remove it.'],
    fr: ['{text} ne contient ni lettre, ni chiffre, ni emoji à chercher.', 'un mot', 'Ôtez-le.'],
  },
  WORD_TOO_LONG: {
    en: [
      'This word is longer than any that can be found.',
      'at most {limit} letters',
      'Shorten it, or write its beginning with *.',
    ],
    fr: [
      'Ce mot est plus long que tous ceux qu’on peut trouver.',
      'au plus {limit} lettres',
      'Raccourcissez-le, ou écrivez son début suivi de *.',
    ],
  },
  PHRASE_TOO_LONG: {
    en: ['This phrase has {number} words.', 'at most {limit} words', 'Shorten it: the rarest few words are enough.'],
    fr: [
      'Cette expression compte {number} mots.',
      'au plus {limit} mots',
      'Raccourcissez-la : ses quelques mots les plus rares suffisent.',
    ],
  },
  WILDCARD_TOO_SHORT: {
    en: [
      '{text} would match too many words.',
      'at least {least} letters before {wildcard}',
      'Write more of the word, or list its forms: (form OR forms).',
    ],
    fr: [
      '{text} trouverait trop de mots.',
      'au moins {least} lettres avant {wildcard}',
      'Écrivez davantage du mot, ou énumérez ses formes : (forme OU formes).',
    ],
  },
  WILDCARD_MISPLACED: {
    en: [
      '* can only end a word.',
      'letters, ? for exactly one letter, * at the end',
      'Write {text}, or raw:"…" to look for the sign itself.',
    ],
    fr: [
      '* ne peut que terminer un mot.',
      'des lettres, ? pour exactement une lettre, * à la fin',
      'Écrivez {text}, ou raw:"…" pour chercher le signe lui-même.',
    ],
  },
  NAME_UNKNOWN: {
    en: ['{of}:{name} is not saved under that name.', 'one of {known}', 'Save it first, or write one of {known}.'],
    fr: [
      '{of}:{name} n’est pas enregistré sous ce nom.',
      'l’un de {known}',
      'Enregistrez-le d’abord, ou écrivez l’un de {known}.',
    ],
  },
  QUERY_CYCLE: {
    en: [
      'query:{name} ends up containing itself.',
      'sub-queries that do not come back',
      'Take query:{name} out of one of them: {path}.',
    ],
    fr: [
      'query:{name} finit par se contenir elle-même.',
      'des sous-requêtes qui ne tournent pas en rond',
      'Ôtez query:{name} de l’une d’elles : {path}.',
    ],
  },
  NO_ANCHOR_NOT: {
    en: [
      'This part only says what to leave out, so nearly every text would match.',
      'something every match must contain',
      'Add a word before it: word NOT ….',
    ],
    fr: [
      'Cette partie dit seulement ce qu’il faut écarter : presque tous les textes conviendraient.',
      'quelque chose que tout texte trouvé doit contenir',
      'Ajoutez un mot devant : mot SAUF ….',
    ],
  },
  NO_ANCHOR_BROAD: {
    en: [
      '{part} is true of far too many texts to look for alone.',
      'a word, phrase, author: or site: joined to it with AND',
      'Add a word beside it: word AND {part}.',
    ],
    fr: [
      '{part} est vrai de bien trop de textes pour être cherché seul.',
      'un mot, une expression, author: ou site: joint par ET',
      'Ajoutez un mot à côté : mot ET {part}.',
    ],
  },
  MIXED_AND_OR: {
    warning: true,
    en: [
      'AND and OR are mixed without parentheses; AND is read first.',
      'parentheses around one of them',
      'This is read as {read}. Write the parentheses you mean.',
    ],
    fr: [
      'ET et OU sont mêlés sans parenthèses ; ET est lu d’abord.',
      'des parenthèses autour de l’un d’eux',
      'Ceci est lu comme {read}. Écrivez les parenthèses que vous voulez.',
    ],
  },
  OPERATOR_LOWERCASE: {
    warning: true,
    en: [
      '{text} is read as a word, not as an operator.',
      'operators in capitals',
      'Write {fix} for the operator, or "{text}" to look for the word.',
    ],
    fr: [
      '{text} est lu comme un mot, non comme un opérateur.',
      'des opérateurs en capitales',
      'Écrivez {fix} pour l’opérateur, ou "{text}" pour chercher le mot.',
    ],
  },
  DASH_TYPOGRAPHIC: {
    warning: true,
    en: [
      'This dash is read as a minus sign: the next part is excluded.',
      '- or NOT',
      'Write - to exclude, or put the text in quotation marks.',
    ],
    fr: [
      'Ce tiret est lu comme un signe moins : ce qui suit est exclu.',
      '- ou SAUF',
      'Écrivez - pour exclure, ou mettez le texte entre guillemets.',
    ],
  },
  URL_AS_WORD: {
    warning: true,
    en: ['A web address is looked for by its site only.', 'url:"…" for the whole address', 'Write url:"{text}".'],
    fr: ['Une adresse web n’est cherchée que par son site.', 'url:"…" pour l’adresse entière', 'Écrivez url:"{text}".'],
  },
  NUMBER_UNKNOWN: {
    warning: true,
    en: [
      '{name} is not a number that sources usually give.',
      'one of {known}',
      'Write {fix} if that is what you mean.',
    ],
    fr: [
      '{name} n’est pas un nombre que donnent d’ordinaire les sources.',
      'l’un de {known}',
      'Écrivez {fix} si c’est ce que vous voulez dire.',
    ],
  },
  FUZZY_UNKNOWN: {
    warning: true,
    en: [
      '{text} does not find misspellings here.',
      'a word, or "two words"~3',
      'List the spellings you need: (one OR other).',
    ],
    fr: [
      '{text} ne trouve pas les fautes de frappe ici.',
      'un mot, ou "deux mots"~3',
      'Énumérez les graphies utiles : (une OU autre).',
    ],
  },
} as const satisfies Record<string, Message>

export type Code = keyof typeof table
export const messages: Readonly<Record<Code, Message>> = table
