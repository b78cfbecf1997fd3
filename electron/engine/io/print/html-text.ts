/** Building HTML from facts: everything that comes from data goes through `escapeHtml`, nothing else does. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made harmless in element content and in quoted attributes. */
export function escapeHtml(text: string | number): string {
  return String(text).replace(/[&<>"']/g, (char) => entities[char] ?? '')
}

/** Each line of a text as a block of its own. */
export function blocks(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `<div>${escapeHtml(line)}</div>`)
    .join('')
}

/** A whole self-contained page: no script, no outside resource, and a policy that refuses both. */
export function htmlPage(title: string, style: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>${body}</body></html>
`
}
