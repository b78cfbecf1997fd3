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

/** Text whose dates, "11-24", never break over two lines. */
export function datesWhole(text: string): string {
  return escapeHtml(text).replace(/(?<![\d-])\d{2}-\d{2}(?![\d-])/g, '<span class="nb">$&</span>')
}

/** A line led by its label, the label set apart: "下一步：“…”". */
export function labelled(line: string): string {
  const at = line.indexOf('：')
  return at < 0
    ? escapeHtml(line)
    : `<b>${escapeHtml(line.slice(0, at + 1))}</b>${escapeHtml(line.slice(at + 1))}`
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
