/** Word lists written as running text, one space or line break between words. */
export function list(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
