import { describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../../../electron/engine/io/gb18030-encode.ts'

const decode = (bytes: Uint8Array) => new TextDecoder('gb18030', { fatal: true }).decode(bytes)

describe('GB18030 encoder', () => {
  it('returns every assigned character of the basic plane', () => {
    // Surrogates stand for nothing alone; two dozen private-use codes lost their place to real characters.
    let text = ''
    for (let code = 1; code < 0x10000; code++)
      if (code < 0xd800 || code > 0xf8ff) text += String.fromCharCode(code)
    const back = decode(encodeGb18030(text))
    const lost: string[] = []
    for (let index = 0; index < text.length; index++)
      if (text[index] !== back[index]) lost.push(text.charCodeAt(index).toString(16))
    expect(lost).toEqual([])
    expect(back.length).toBe(text.length)
  })

  it('returns every Han character above the basic plane', () => {
    const blocks: [number, number][] = [
      [0x20000, 0x2a6df],
      [0x2a700, 0x2ee5d],
      [0x2f800, 0x2fa1d],
      [0x30000, 0x323af],
    ]
    for (const [first, last] of blocks) {
      const codes = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      const text = codes.map((code) => String.fromCodePoint(code)).join('')
      expect(decode(encodeGb18030(text)) === text).toBe(true)
    }
  })

  it('gives the published bytes, one to four per character', () => {
    const hex = (text: string) => Buffer.from(encodeGb18030(text)).toString('hex')
    expect(hex('A')).toBe('41')
    expect(hex('中')).toBe('d6d0')
    expect(hex('客户号')).toBe('bfcdbba7bac5')
    expect(hex('\u3000')).toBe('a1a1')
    expect(hex('䶮')).toBe('fe9f')
    expect(hex('㛃')).toBe('8230b731')
    expect(hex('𠮷')).toBe('9534b235')
    expect(hex('𐀀')).toBe('90308130')
  })

  it('writes a lone surrogate as the replacement character', () => {
    expect(decode(encodeGb18030('a\ud800b'))).toBe('a\ufffdb')
  })
})
