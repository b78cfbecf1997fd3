/** Texts with the wrong quotes, delimiters and encodings. */
import { encodeGb18030 } from '../../../electron/engine/io/gb18030-encode.ts'
import { joined, type Change } from './dice.ts'
import { changedMarkup } from './markup.ts'

/** Pieces of text put anywhere; all are plain ASCII, so they do their harm in every encoding. */
const textPieces = [
  '"',
  '""',
  '"\n',
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\u001a',
  '<',
  '<table>',
  '</td>',
  'sep=;\n',
  '='.repeat(50),
  ','.repeat(20_000),
  '"'.repeat(20_001),
  'x'.repeat(300_000),
]

export const textChanges: Record<string, Change> = {
  piece(bytes, dice) {
    for (let left = dice.few(); left > 0; left--) {
      const at = dice.below(bytes.length + 1)
      bytes = joined(bytes.subarray(0, at), Buffer.from(dice.pick(textPieces)), bytes.subarray(at))
    }
    return bytes
  },
  start: (bytes, dice) => joined(Buffer.from(dice.pick(textPieces)), bytes),
  otherSeparator(bytes, dice) {
    const [from, to] = [dice.pick([0x2c, 0x0a, 0x22]), dice.pick([0x3b, 0x09, 0x7c, 0x22, 0x0d, 0x00])]
    return bytes.map((byte) => (byte === from && dice.next() < 0.5 ? to : byte))
  },
  mark: (bytes, dice) =>
    joined(
      Buffer.from(
        dice.pick([
          [0xef, 0xbb, 0xbf],
          [0xff, 0xfe],
          [0xfe, 0xff],
          [0x84, 0x31, 0x95, 0x33],
        ]),
      ),
      bytes,
    ),
  otherEncoding(bytes, dice) {
    const text = Buffer.from(bytes).toString('utf8')
    return dice.pick([
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
      Buffer.from(text, 'latin1'),
      encodeGb18030(text),
    ])
  },
  halfOtherEncoding(bytes, dice) {
    const at = dice.below(bytes.length + 1)
    return joined(bytes.subarray(0, at), encodeGb18030(Buffer.from(bytes.subarray(at)).toString('utf8')))
  },
  markup: (bytes, dice) => changedMarkup(bytes, dice),
}
