// Every sentence the package says, in English and in French. The package must be small, so this file is not part of it:
// `node query/testing/pack.ts` writes what it says into `packed.ts`, a test compares the two.

/** For each language: what is wrong, what was expected, what to write instead. A number in braces is one of `shared`. */
export const messages = {
  QUERY_EMPTY:
    'The query is empty.|a word|Write one, such as vigie.|' + 'La requête est vide.|un mot|Écrivez-en un, comme vigie.',
  QUERY_TOO_LONG:
    'The query has {length} characters.|{1}|Move long groups into saved lists: list:name.|' +
    'La requête compte {length} caractères.|{1}|Rangez les longs groupes dans des listes : list:nom.',
  QUERY_TOO_DEEP:
    'Parentheses, NOT or NEAR are nested too deeply.|{1} levels|Remove needless parentheses, or save a part as query:name.|' +
    'Parenthèses, SAUF ou PRÈS sont trop imbriqués.|{1} niveaux|Ôtez les parenthèses inutiles, ou rangez une partie dans query:nom.',
  QUERY_TOO_MANY_TERMS:
    'With its lists, the query has too many terms.|{1}|Split it.|' +
    'Avec ses listes, la requête a trop de termes.|{1}|Partagez-la.',
  PAREN_UNCLOSED:
    'This parenthesis is never closed.|)|Add ) where the group ends.|' +
    'Cette parenthèse n’est jamais fermée.|)|Ajoutez ) là où le groupe finit.',
  PAREN_UNOPENED:
    'This parenthesis closes nothing.|( before|Remove it, or add (.|' +
    'Cette parenthèse ne ferme rien.|( avant|Ôtez-la, ou ajoutez (.',
  QUOTE_UNCLOSED:
    'This quotation mark is never closed.|"|Add " where the phrase ends.|' +
    'Ce guillemet n’est jamais fermé.|"|Ajoutez " là où l’expression finit.',
  COMMENT_UNCLOSED:
    'This comment is never closed.|>>>|Add >>> where it ends.|' +
    'Ce commentaire n’est jamais fermé.|>>>|Ajoutez >>> là où il finit.',
  COMMENT_UNOPENED:
    'This ends a comment that never began.|<<< before|Remove it, or add <<<.|' +
    'Ceci ferme un commentaire qui n’a pas commencé.|<<< avant|Ôtez-le, ou ajoutez <<<.',
  OPERAND_MISSING_BEFORE: 'There is nothing before {operator}.|{0}|{3}|' + 'Il n’y a rien avant {operator}.|{0}|{3}',
  OPERAND_MISSING_AFTER: 'There is nothing after {operator}.|{0}|{3}|' + 'Il n’y a rien après {operator}.|{0}|{3}',
  GROUP_EMPTY:
    'There is nothing between these parentheses.|{0}|Remove them, or write one inside.|' +
    'Il n’y a rien entre ces parenthèses.|{0}|Ôtez-les, ou écrivez-en un dedans.',
  NEAR_NUMBER_MISSING:
    '{operator} does not say how near.|{operator}/n, n being the words between|Write {operator}/4.|' +
    '{operator} ne dit pas à quelle distance.|{operator}/n, n étant les mots entre les deux|Écrivez {operator}/4.',
  NEAR_TOO_FAR:
    '{number} words between is too far.|{1}|Write {limit} or less, or AND.|' +
    '{number} mots d’écart, c’est trop loin.|{1}|Écrivez {limit} ou moins, ou ET.',
  NEAR_OPERAND:
    '{what} has no place in the text, so it cannot stand inside NEAR.|words, phrases, NEAR, joined with OR|Take it out: (a NEAR/5 b) AND ….|' +
    '{what} n’a pas de place dans le texte, donc pas dans PRÈS.|des mots, des expressions, PRÈS, reliés par OU|Sortez-le : (a PRÈS/5 b) ET ….',
  FIELD_UNKNOWN:
    '{name}: is not a field.|{2}|Write {fix}, or {4}.|' + '{name}: n’est pas un champ.|{2}|Écrivez {fix}, ou {4}.',
  FIELD_VALUE_MISSING:
    '{name}: is followed by nothing.|a value right after|Write {name}:value, without a space, or "{name}" for the word.|' +
    '{name}: n’est suivi de rien.|une valeur juste après|Écrivez {name}:valeur, sans espace, ou "{name}" pour le mot.',
  FIELD_VALUE_GROUP:
    '{name}:( ) takes values joined with OR, nothing else.|{name}:(one OR two)|Take the rest out of the parentheses.|' +
    '{name}:( ) n’accepte que des valeurs reliées par OU.|{name}:(un OU deux)|Sortez le reste des parenthèses.',
  FIELD_NESTED:
    'A text field inside a text field finds nothing.|{0}|Close the first before the second.|' +
    'Un champ de texte dans un champ de texte ne trouve rien.|{0}|Fermez le premier avant le second.',
  NUMBER_EXPECTED:
    '{name}{comparison} needs a number.|1000, 2.5 or 10k|Write {name}{comparison}1000.|' +
    '{name}{comparison} attend un nombre.|1000, 2.5 ou 10k|Écrivez {name}{comparison}1000.',
  WORD_EMPTY:
    '{text} holds no letter, digit or emoji.|a word|Remove it.|' +
    '{text} ne contient ni lettre, ni chiffre, ni emoji.|un mot|Ôtez-le.',
  WORD_TOO_LONG:
    'This word is too long to be found.|{1} letters|Shorten it, or write its beginning with *.|' +
    'Ce mot est trop long pour être trouvé.|{1} lettres|Raccourcissez-le, ou écrivez son début suivi de *.',
  PHRASE_TOO_LONG:
    'This phrase has {number} words.|{1}|Shorten it: its rarest words are enough.|' +
    'Cette expression compte {number} mots.|{1}|Raccourcissez-la : ses mots les plus rares suffisent.',
  WILDCARD_TOO_SHORT:
    '{text} would match too many words.|at least {least} letters before {wildcard}|Write more of it, or its forms: (form OR forms).|' +
    '{text} trouverait trop de mots.|au moins {least} lettres avant {wildcard}|Écrivez-en davantage, ou ses formes : (forme OU formes).',
  WILDCARD_MISPLACED:
    '* can only end a word.|letters, then *|Write {text}, or raw:"…" for the sign itself.|' +
    '* ne peut que terminer un mot.|des lettres, puis *|Écrivez {text}, ou raw:"…" pour le signe lui-même.',
  NAME_UNKNOWN:
    '{of}:{name} is not saved.|{2}|Save it first, or write {2}.|' +
    '{of}:{name} n’est pas enregistré.|{2}|Enregistrez-le d’abord, ou écrivez {2}.',
  QUERY_CYCLE:
    'query:{name} ends up containing itself.|no loop|Take it out of one of them: {path}.|' +
    'query:{name} finit par se contenir elle-même.|aucune boucle|Ôtez-la de l’une d’elles : {path}.',
  NO_ANCHOR_NOT:
    'This part only says what to leave out, so nearly every text would match.|what every match must contain|Add a word before it: word NOT ….|' +
    'Cette partie dit seulement ce qu’il faut écarter : presque tout texte conviendrait.|ce que tout texte trouvé doit contenir|Ajoutez un mot devant : mot SAUF ….',
  NO_ANCHOR_BROAD:
    '{part} is true of far too many texts.|a word, phrase, author: or site: with AND|Add a word beside it: word AND {part}.|' +
    '{part} est vrai de bien trop de textes.|un mot, une expression, author: ou site: avec ET|Ajoutez un mot à côté : mot ET {part}.',
  MIXED_AND_OR:
    '!AND and OR are mixed without parentheses; AND is read first.|parentheses around one of them|Write {read}, or what you mean.|' +
    'ET et OU sont mêlés sans parenthèses ; ET est lu d’abord.|des parenthèses autour de l’un d’eux|Écrivez {read}, ou ce que vous voulez.',
  OPERATOR_LOWERCASE:
    '!{text} is read as a word, not as an operator.|capitals|Write {fix} for the operator, or "{text}" for the word.|' +
    '{text} est lu comme un mot, non comme un opérateur.|des capitales|Écrivez {fix} pour l’opérateur, ou "{text}" pour le mot.',
  DASH_TYPOGRAPHIC:
    '!This dash is read as a minus: what follows is excluded.|- or NOT|Write - to exclude, or {4}.|' +
    'Ce tiret est lu comme un moins : ce qui suit est exclu.|- ou SAUF|Écrivez - pour exclure, ou {4}.',
  URL_AS_WORD:
    '!A web address is looked for by its site only.|url:"…"|Write url:"{text}" for the whole address.|' +
    'Une adresse web n’est cherchée que par son site.|url:"…"|Écrivez url:"{text}" pour l’adresse entière.',
  NUMBER_UNKNOWN:
    '!Sources seldom give a number {name}.|{2}|Write {fix} if you mean that.|' +
    'Les sources donnent rarement un nombre {name}.|{2}|Écrivez {fix} si c’est ce que vous voulez.',
  FUZZY_UNKNOWN:
    '!{text} does not find misspellings here.|a word, or "two words"~3|List them: (one OR other).|' +
    '{text} ne trouve pas les fautes de frappe ici.|un mot, ou "deux mots"~3|Énumérez-les : (une OU autre).',
} as const

/** What messages have in common, English, then French. */
export const shared = {
  0: 'a word, a phrase or a group|un mot, une expression ou un groupe',
  1: 'at most {limit}|au plus {limit}',
  2: 'one of {known}|l’un de {known}',
  3:
    'Add it, remove {operator}, or write "{operator}" for the word itself.|' +
    'Ajoutez-le, ôtez {operator}, ou écrivez "{operator}" pour le mot lui-même.',
  4: 'put the text in quotation marks|mettez le texte entre guillemets',
} as const

/** What importers say. English, then French; `<` is what was imported, `>` what it became. */
export const notes = {
  DISTANCE:
    '< became >: here n is the number of words between.|< est devenu >\u202f: ici, n est le nombre de mots entre les deux.',
  DISTANCE_ADDED:
    '< said no number; > is what it meant.|< ne disait pas de nombre\u202f; > est ce que cela signifiait.',
  PHRASE_DISTANCE:
    '< counted moves of words; > counts the other words among them, in any order.|' +
    '< comptait des déplacements\u202f; > compte les autres mots parmi eux, dans n’importe quel ordre.',
  OPERATOR_CASE:
    '< became >: operators are written in capitals.|< est devenu >\u202f: les opérateurs s’écrivent en capitales.',
  FUZZY:
    '< also found misspellings; > does not. Add the spellings you need with OR.|' +
    '< trouvait aussi les fautes de frappe\u202f; > non. Ajoutez avec OU les graphies utiles.',
  VARIANTS:
    '< also found the words written apart; > finds it as one word or with a hyphen.|' +
    '< trouvait aussi les mots séparés\u202f; > le trouve en un mot ou avec un trait d’union.',
  EXACT: '< became >: capitals and signs count.|< est devenu >\u202f: capitales et signes comptent.',
  RENAMED: '< became >.|< est devenu >.',
  FIELD_AS_WORDS:
    'There is no < here: > is looked for in the text. Take it out if you mean something else.|' +
    '< n’existe pas ici\u202f: > est cherché dans le texte. Ôtez-le si ce n’est pas ce que vous voulez.',
} as const

/** The words of which sentences about queries are made. English, then French; `$` is what each speaks of, `#` a number. */
export const wordings = {
  finds: 'Finds texts with $.|Trouve les textes avec $.',
  word: '“$”|«\u202f$\u202f»',
  beginning: 'a word that begins with “$”|un mot qui commence par «\u202f$\u202f»',
  pattern:
    'a word written “$”, where ? is any letter|' + 'un mot écrit «\u202f$\u202f», où ? est une lettre quelconque',
  phrase: 'the phrase “$”|l’expression «\u202f$\u202f»',
  window:
    'the words “$” in any order, with at most # other words among them|' +
    'les mots «\u202f$\u202f» dans n’importe quel ordre, avec au plus # autres mots parmi eux',
  raw: 'exactly “$”, capitals and signs included|' + 'exactement «\u202f$\u202f», capitales et signes compris',
  near:
    '$1 near $2, in either order, with at most # words between|' +
    '$1 près de $2, dans un ordre ou dans l’autre, avec au plus # mots entre les deux',
  ordered: '$1 before $2, with at most # words between|' + '$1 avant $2, avec au plus # mots entre les deux',
  adjacent: '$1 right beside $2|$1 juste à côté de $2',
  adjacentOrdered: '$1 right before $2|$1 juste avant $2',
  // Before all, between two, before the last.
  or: 'either ;, ; or |soit ;, soit ;, soit ',
  and: 'both ;, ; and |à la fois ;, ; et ',
  butNot: ', but not $|, mais sans $',
  not: 'anything but $|tout sauf $',
  list: 'anything in the list “$”|n’importe quel élément de la liste «\u202f$\u202f»',
  query: 'what the query “$” finds|ce que trouve la requête «\u202f$\u202f»',
  text: '$ in the text|$ dans le texte',
  title: '$ in the title|$ dans le titre',
  alt: '$ in the description of an image|$ dans la description d’une image',
  author: 'the author “$”|l’auteur «\u202f$\u202f»',
  lang: 'the language “$”|la langue «\u202f$\u202f»',
  site: 'an address on the site “$”|une adresse sur le site «\u202f$\u202f»',
  url: '“$” in its address|«\u202f$\u202f» dans son adresse',
  link: 'a link to “$”|un lien vers «\u202f$\u202f»',
  network: 'the network “$”|le réseau «\u202f$\u202f»',
  source: 'the source “$”|la source «\u202f$\u202f»',
  country: 'the country “$”|le pays «\u202f$\u202f»',
  has: 'the mark “has $”|la marque «\u202fhas $\u202f»',
  is: 'the mark “is $”|la marque «\u202fis $\u202f»',
  '>': 'more than # $|plus de # $',
  '>=': 'at least # $|au moins # $',
  '<': 'fewer than # $|moins de # $',
  '<=': 'at most # $|au plus # $',
  '=': 'exactly # $|exactement # $',
} as const
