/**
 * Files damaged in a repeatable way: the same seed gives the same damage. Bytes are flipped, cut and spliced;
 * archives are taken apart and put together again with valid checksums around mark-up that lies; texts get the
 * wrong quotes, delimiters and encodings.
 */
import { NotAnArchive, zipChanges } from './damage/archive.ts'
import { binaryChanges } from './damage/binary.ts'
import { Dice, type BaseFile, type Change } from './damage/dice.ts'
import { textChanges } from './damage/text.ts'

export type { BaseFile } from './damage/dice.ts'

export interface MutatedFile {
  /** What was done to which file, for the message of a failing test. */
  readonly label: string
  readonly bytes: Uint8Array
}

/** The file number `seed`: some base file, damaged in some way, often in several. */
export function mutatedFile(bases: readonly BaseFile[], seed: number): MutatedFile {
  const dice = new Dice(seed)
  const base = bases[seed % bases.length]!
  let bytes = Uint8Array.from(base.bytes)
  const done: string[] = []
  for (let left = dice.next() < 0.7 ? 1 : 2; left > 0; left--) {
    const changes = changesOf[dice.next() < 0.3 ? 'binary' : base.kind]
    const [name, change] = dice.pick(Object.entries(changes))
    done.push(name)
    try {
      bytes = Uint8Array.from(change(bytes, dice, bases))
    } catch (error) {
      // An archive damaged before cannot be taken apart again.
      if (!(error instanceof NotAnArchive)) throw error
    }
  }
  return { label: `#${seed} ${base.name}: ${done.join(', ')}`, bytes }
}

const changesOf: Record<BaseFile['kind'], Record<string, Change>> = {
  zip: zipChanges,
  binary: binaryChanges,
  text: textChanges,
}
