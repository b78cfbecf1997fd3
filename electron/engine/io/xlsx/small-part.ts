/**
 * The parts that say what is where (workbook, relations, styles), read whole in one pass. They are written by programs
 * and always well formed; where one is not, the file is damaged or made to hurt, and nobody else is asked to read it.
 */
import { TagScanner, type TagReceiver } from './tag-scanner.ts'
import { brokenMarkUp, UnknownConstruct } from './unknown-construct.ts'
import { checkProlog } from './xml-text.ts'

export interface StartTag {
  /** Without its prefix. */
  readonly name: string
  /** Name of the element around it, '' at the root. */
  readonly parent: string
  /** From '<' to '>', for `attribute`. */
  readonly text: string
}

/** Elements within elements; those of a workbook's own parts stay below ten. */
const maxDepth = 200

class Tags implements TagReceiver {
  readonly wantsText = false
  readonly found: StartTag[] = []
  readonly #names: ReadonlySet<string>
  readonly #path: string[] = []

  constructor(names: readonly string[]) {
    this.#names = new Set(names)
  }

  open(data: Buffer, nameStart: number, nameEnd: number, end: number, selfClosing: boolean): void {
    const name = data.toString('utf8', nameStart, nameEnd)
    if (this.#names.has(name)) {
      const start = data.lastIndexOf('<', nameStart)
      this.found.push({ name, parent: this.#path.at(-1) ?? '', text: data.toString('utf8', start, end + 1) })
    }
    if (!selfClosing) this.#path.push(name)
    if (this.#path.length > maxDepth) throw new UnknownConstruct('deep nesting', brokenMarkUp)
  }

  close(data: Buffer, nameStart: number, nameEnd: number): void {
    if (this.#path.pop() !== data.toString('utf8', nameStart, nameEnd))
      throw new UnknownConstruct('mark-up that does not match', brokenMarkUp)
  }

  text(): void {
    // Nothing in these parts is said by text.
  }

  take(): number {
    return -1
  }

  end(): void {
    if (this.#path.length > 0) throw new UnknownConstruct('elements left open', brokenMarkUp)
  }
}

/**
 * Start tags of the elements named, in order.
 * @throws UnknownConstruct for a document type or another encoding than UTF-8, hopeless for mark-up that is not well formed
 */
export function startTags(part: Uint8Array, names: readonly string[]): readonly StartTag[] {
  checkProlog(part)
  const tags = new Tags(names)
  const scanner = new TagScanner(tags)
  scanner.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength))
  scanner.end()
  tags.end()
  return tags.found
}
