/** A repeatable source of choices, and what a change of a file is. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = (seed * 0x9e3779b1) >>> 0
  }

  /** 0 to 1, 1 not included. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!
  }

  /** Few most of the time, many sometimes. */
  few(): number {
    return 1 + Math.floor(this.next() ** 3 * 12)
  }
}

/** A file before it is damaged. */
export interface BaseFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly kind: 'zip' | 'binary' | 'text'
}

export type Change = (bytes: Uint8Array, dice: Dice, bases: readonly BaseFile[]) => Uint8Array

export const joined = (...pieces: Uint8Array[]) => new Uint8Array(Buffer.concat(pieces))

export function span(bytes: Uint8Array, dice: Dice): [start: number, end: number] {
  const start = dice.below(bytes.length + 1)
  return [
    start,
    Math.min(bytes.length, start + 1 + dice.below(1 + Math.ceil(bytes.length / dice.pick([2, 8, 64, 512])))),
  ]
}
