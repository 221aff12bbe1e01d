// Pairs of a Latin letter and the letters of other alphabets, or digits, that are drawn like it. Lower case, after
// folding: capitals that look alike (В, Н, Р, С, Х) fold to small letters that do not, so those are listed by drawing.
const groups: readonly (readonly [string, string])[] = [
  ['a', 'аαɑ4'],
  ['b', 'вьβ8'],
  ['c', 'сϲ'],
  ['d', 'ԁ'],
  ['e', 'еєεҽ3'],
  ['g', 'ɡց'],
  ['h', 'һнհ'],
  ['j', 'ј'],
  ['k', 'кκ'],
  // Small l, i and 1 cannot be told apart in many fonts, nor in any disguise.
  ['l', 'ӏⅼiіιɩ1|'],
  ['m', 'мμ'],
  ['n', 'пηո'],
  ['o', 'оοσօ0'],
  ['p', 'рρ'],
  ['q', 'ԛգ'],
  ['r', 'гᴦ'],
  ['s', 'ѕʂ5'],
  ['t', 'тτ7'],
  ['u', 'υսц'],
  ['v', 'νѵ'],
  ['w', 'ԝωѡ'],
  ['x', 'хχ'],
  ['y', 'уγү'],
  ['z', 'ᴢ2'],
]

/** A folded character to the Latin letter it looks like. */
export const lookalikes: ReadonlyMap<string, string> = new Map(
  groups.flatMap(([letter, others]) => Array.from(others).map((other) => [other, letter] as const)),
)
