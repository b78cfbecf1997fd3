/**
 * What the page needs to live under a strict content security policy: the nonce of this response for
 * injected styles, and zod without compiled parsers. Imported before anything that parses.
 */
import { z } from 'zod'

z.config({ jitless: true })

/** The nonce the shell put in the page; undefined where there is none (tests). */
export const cspNonce: string | undefined =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined
