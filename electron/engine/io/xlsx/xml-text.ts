/** Text as XML and spreadsheets write it: entities, and _x000D_ for characters XML cannot hold. */
import { UnknownConstruct } from './unknown-construct.ts'

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** @throws UnknownConstruct for an entity a document type would have to define */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));|&/gi,
    (whole, hex?: string, dec?: string, name?: string) => {
      if (name !== undefined && Object.hasOwn(named, name)) return named[name] ?? whole
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
      if (!(code >= 0 && code <= 0x10ffff)) throw new UnknownConstruct(`entity ${whole.slice(0, 20)}`)
      return String.fromCodePoint(code)
    },
  )
}

/** Text of a cell: line breaks as XML reads them, escapes as spreadsheets write them. */
export function cellText(raw: string): string {
  let text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  text = decodeEntities(text)
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Value of an attribute in a start tag; null when it is not there. `name` is a pattern. */
export function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : null
}

/** Looks at the start of a part. @throws UnknownConstruct for a document type or another encoding than UTF-8 */
export function checkProlog(bytes: Uint8Array): void {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes[1] === 0)
    throw new UnknownConstruct('UTF-16')
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).toString('latin1')
  const encoding = /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1]
  if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding))
    throw new UnknownConstruct(`encoding ${encoding}`)
  if (/<!DOCTYPE/i.test(head)) throw new UnknownConstruct('document type')
}
