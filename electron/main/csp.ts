/**
 * The content security policy of the window and of printed pages. Scripts and style elements run with the
 * nonce of their response; nothing may be evaluated from text and nothing may be fetched from elsewhere.
 */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** Policy of the product's page. `style` attributes stay allowed: the grid and the charts position with them. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Policy of a document about to be printed: its own inline styles and images, and nothing else. */
export const PRINT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
