// Pairs of a Latin letter and the letters of other alphabets, or digits, that are drawn like it. Lower case, after
// folding: capitals that look alike (В, Н, Р, С, Х) fold to small letters that do not, so those are listed by drawing.
// Small l, i and 1 cannot be told apart in many fonts, nor in any disguise.
const groups =
  'aаαɑ4 bвьβ8 cсϲ dԁ eеєεҽ3 gɡց hһнհ jј kкκ lӏⅼiіιɩ1| mмμ nпηո oоοσօ0 pрρ qԛգ rгᴦ sѕʂ5 tтτ7 uυսц vνѵ wԝωѡ xхχ yуγү zᴢ2'

/** A folded character to the Latin letter it looks like. */
export const lookalikes: ReadonlyMap<string, string> = new Map(
  groups.split(' ').flatMap(([letter = '', ...others]) => others.map((other) => [other, letter] as const)),
)
