/** The splitting of a whole text said as plainly as possible: what the incremental splitter is held against. */
export function splitWhole(text: string, delimiter: string): (string | null)[][] | 'open quote' {
  const rows: (string | null)[][] = []
  let row: string[] = []
  let field = ''
  let at = 0
  const endRow = () => {
    row.push(field)
    rows.push(row.length === 1 && row[0] === '' ? [] : row.map((value) => (value === '' ? null : value)))
    row = []
    field = ''
  }
  while (at < text.length) {
    if (text[at] === '"') {
      const closing = /^"((?:[^"]|"")*)"(?!")/.exec(text.slice(at))
      if (!closing) return 'open quote'
      field = closing[1]!.replaceAll('""', '"')
      at += closing[0].length
    }
    while (at < text.length && ![delimiter, '\r', '\n'].includes(text[at]!)) field += text[at++]
    if (text[at] === delimiter) {
      row.push(field)
      field = ''
      at++
      if (at < text.length) continue
    }
    endRow()
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return rows
}
