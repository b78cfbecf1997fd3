/**
 * Customer numbers pasted from a sheet, a message or a list: separated by anything people separate with, full-width
 * or with the apostrophe of a text cell. A number Excel has already damaged (6.2E+15) is left as it is, so that it
 * is reported and never taken for somebody else.
 */

export interface PastedNumbers {
  /** Each number once, in the order given. */
  readonly numbers: readonly string[]
  /** Numbers given more than once. */
  readonly duplicates: readonly string[]
}

const separators = /[\s,;，；、|\u3000]+/u

export function pastedNumbers(given: string | readonly string[]): PastedNumbers {
  const parts = typeof given === 'string' ? given.split(separators) : given
  const seen = new Set<string>()
  const duplicates = new Set<string>()
  for (const part of parts) {
    const number = part
      .normalize('NFKC')
      .trim()
      .replace(/^'+/, '')
      .replace(/^"(.*)"$/, '$1')
    if (number === '') continue
    if (seen.has(number)) duplicates.add(number)
    seen.add(number)
  }
  return { numbers: [...seen], duplicates: [...duplicates] }
}
