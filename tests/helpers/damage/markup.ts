/** Mark-up that lies. */
import type { Dice } from './dice.ts'

const numbers = [
  '0',
  '-1',
  '1',
  '2',
  '16384',
  '16385',
  '65536',
  '1048576',
  '1048577',
  '2147483648',
  '4294967295',
  '99999999999999999999',
  '1e9',
  '1e308',
  '-0.0',
  'NaN',
  '',
  ' ',
  '0x10',
  '１２',
  '2026-13-45',
  'true',
  '#REF!',
]
const texts = [
  '&amp;',
  '&#0;',
  '&#x110000;',
  '&#xD800;',
  '&bogus;',
  '&',
  ']]>',
  '<',
  '>',
  '"',
  '\0',
  '\ufffe',
  '\ufeff',
  '𠮷',
  '_x000D_',
  '=1+1',
  '__proto__',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '<![CDATA[x]]>',
  '<!-- ',
  '<?x ?>',
  'x'.repeat(70_000),
]
const references = [
  'A1',
  'XFD1048576',
  'XFE1',
  'A0',
  'A1048577',
  'AAAAAAA1',
  'A99999999999',
  '1A',
  '',
  '$A$1',
  'A1:B2',
  'Z9:A1',
  'B1',
  'A2',
  'C7',
]

/** Mark-up changed so that it may stay well formed. */
const markupChanges: Record<string, (text: string, dice: Dice) => string> = {
  attribute: (text, dice) =>
    replaceOne(text, dice, /="[^"]*"/g, () => `="${dice.pick([...numbers, ...references])}"`),
  reference: (text, dice) =>
    replaceOne(
      text,
      dice,
      /\b(?:r|ref|ss:Index)="[^"]*"/g,
      (found) => `${found.split('=')[0]!}="${dice.pick([...references, ...numbers])}"`,
    ),
  content: (text, dice) => replaceOne(text, dice, />[^<]+</g, () => `>${dice.pick([...numbers, ...texts])}<`),
  dropTag: (text, dice) => replaceOne(text, dice, /<[^>]*>/g, () => ''),
  doubleTag: (text, dice) =>
    replaceOne(text, dice, /<[^>]*>/g, (found) => found.repeat(dice.pick([2, 2, 1_000]))),
  dropElement: (text, dice) => replaceOne(text, dice, /<([\w:]+)[^>]*>[^<]*<\/\1>/g, () => ''),
  doubleElement: (text, dice) =>
    replaceOne(text, dice, /<([\w:]+)[^>]*>[^<]*<\/\1>/g, (found) => found + found),
  rename: (text, dice) =>
    replaceOne(text, dice, /<\/?[\w:]+/g, (found) =>
      dice.pick([
        `${found}x`,
        found.toUpperCase(),
        found.replace('<', '<x:'),
        '<c',
        '<row',
        '</row',
        '<si',
        '<f',
        '<v',
      ]),
    ),
  swapAttributes: (text, dice) =>
    replaceOne(text, dice, /<[^>]*>/g, (found) => {
      const values = found.match(/"[^"]*"/g) ?? []
      return found.replace(/"[^"]*"/g, () => dice.pick(values))
    }),
  addAttribute: (text, dice) =>
    replaceOne(
      text,
      dice,
      /<[\w:]+/g,
      (found) =>
        `${found} ${dice.pick(['t="s"', 't="b"', 't="e"', 't="str"', 't="d"', 's="9999"', 'hidden="1"', 'r="C7"', 'table:number-columns-repeated="900"', 'table:number-rows-repeated="900"', 'ss:Index="70000"', 'colspan="90000"', 'rowspan="90000"', 'TargetMode="External"'])}`,
    ),
  insert(text, dice) {
    const at = dice.below(text.length + 1)
    return text.slice(0, at) + dice.pick(texts) + text.slice(at)
  },
  cut: (text, dice) => text.slice(0, dice.below(text.length + 1)),
}

function replaceOne(text: string, dice: Dice, pattern: RegExp, by: (found: string) => string): string {
  const places = [...text.matchAll(pattern)]
  if (places.length === 0) return text
  const { index, 0: found } = dice.pick(places)
  return text.slice(0, index) + by(found) + text.slice(index + found.length)
}

export function changedMarkup(bytes: Uint8Array, dice: Dice): Uint8Array {
  let text = Buffer.from(bytes).toString('utf8')
  for (let left = dice.few(); left > 0; left--) text = dice.pick(Object.values(markupChanges))(text, dice)
  return Buffer.from(text)
}
