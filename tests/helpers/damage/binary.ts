/** Bytes flipped, cut and spliced. */
import { joined, span, type Change } from './dice.ts'

export const binaryChanges: Record<string, Change> = {
  flip(bytes, dice) {
    for (let left = dice.few(); left > 0 && bytes.length > 0; left--)
      bytes[dice.below(bytes.length)]! ^= 1 << dice.below(8)
    return bytes
  },
  set(bytes, dice) {
    for (let left = dice.few(); left > 0 && bytes.length > 0; left--)
      bytes[dice.below(bytes.length)] = dice.pick([0, 1, 0x7f, 0x80, 0xfe, 0xff])
    return bytes
  },
  number(bytes, dice) {
    if (bytes.length < 8) return bytes
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const value = dice.pick([0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0xffff, 0x10000, 0x100000])
    for (let left = dice.few(); left > 0; left--) view.setUint32(dice.below(bytes.length - 4), value, true)
    return bytes
  },
  truncate: (bytes, dice) => bytes.subarray(0, dice.below(bytes.length + 1)),
  behead: (bytes, dice) => bytes.subarray(dice.below(Math.min(bytes.length, 64) + 1)),
  drop(bytes, dice) {
    const [start, end] = span(bytes, dice)
    return joined(bytes.subarray(0, start), bytes.subarray(end))
  },
  repeat(bytes, dice) {
    const [start, end] = span(bytes, dice)
    const times = dice.pick([1, 2, 20])
    return joined(
      bytes.subarray(0, end),
      ...Array.from({ length: times }, () => bytes.subarray(start, end)),
      bytes.subarray(end),
    )
  },
  blank(bytes, dice) {
    const [start, end] = span(bytes, dice)
    return bytes.fill(dice.pick([0, 0x20, 0xff]), start, end)
  },
  splice(bytes, dice, bases) {
    const other = dice.pick(bases).bytes
    const [start, end] = span(other, dice)
    const at = dice.below(bytes.length + 1)
    return joined(
      bytes.subarray(0, at),
      other.subarray(start, end),
      bytes.subarray(at + dice.pick([0, end - start])),
    )
  },
  swap(bytes, dice) {
    const [a, b] = [dice.below(bytes.length + 1), dice.below(bytes.length + 1)].sort((x, y) => x - y) as [
      number,
      number,
    ]
    return joined(bytes.subarray(b), bytes.subarray(a, b), bytes.subarray(0, a))
  },
}
