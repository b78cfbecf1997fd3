/** The foot of a printed page: title, note, and 第 n / N 页 filled in by Chromium. */
export function printFooter(title: string, note: string): string {
  return (
    '<div style="width:100%;margin:0 10mm;display:flex;justify-content:space-between;' +
    "font-family:'Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:8px;color:#555\">" +
    `<span>${escapeHtml(title)}</span><span>${escapeHtml(note)}</span>` +
    '<span>第 <span class="pageNumber"></span> / <span class="totalPages"></span> 页</span></div>'
  )
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign)
}
