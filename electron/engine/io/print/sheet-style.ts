/**
 * The look of printed sheets: A4 landscape, greys only, rows that never split, a header that repeats. Widths are
 * millimetres of the 277 mm between the margins; the result column keeps room for handwriting.
 */

/** Columns of a plan sheet, in millimetres; headers are markup. */
export const planColumns = [
  { name: 'no', header: '#', mm: 6 },
  { name: 'slot', header: '时段', mm: 12 },
  { name: 'customer', header: '客户<br>尾号', mm: 16 },
  { name: 'tier', header: '层级<br>九宫格', mm: 21 },
  { name: 'why', header: '为什么', mm: 66 },
  { name: 'what', header: '谈什么（✕ 不可谈）', mm: 62 },
  { name: 'next', header: '下一步<br>预期', mm: 33 },
  { name: 'method', header: '方式<br>分钟', mm: 8 },
  { name: 'done', header: '☐', mm: 6 },
  { name: 'result', header: '结果 1 接通 2 未接 3 婉拒<br>4 勿扰 5 已约 6 到访', mm: 35 },
  { name: 'again', header: '下次', mm: 12 },
] as const

export const sheetStyle = `
@page { size: A4 landscape; margin: 10mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: #000; background: #fff; font-size: 9.5pt; line-height: 1.25;
  font-family: "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif;
  font-variant-numeric: tabular-nums; }
.sheet { break-after: page; }
.sheet:last-child { break-after: auto; }
table { border-collapse: collapse; width: 277mm; table-layout: fixed; }
th, td { border: 0.2mm solid #888; padding: 0.3mm 0.8mm; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; font-weight: normal; }
b { font-weight: 600; }
thead { display: table-header-group; }
tfoot { display: table-footer-group; }
tr { break-inside: avoid; }
.head td { border: 0; padding: 0 0 1mm; }
.head .line { display: flex; justify-content: space-between; gap: 6mm; align-items: baseline; }
.head b { font-size: 12pt; }
.legend td, .quiet { color: #333; font-size: 8.5pt; }
.plan { font-size: 8.5pt; line-height: 1.1; }
.plan .head { font-size: 10pt; }
.columns th { background: #e6e6e6; font-weight: 600; padding: 0.4mm 0.6mm; line-height: 1.1; vertical-align: middle; }
.day { break-after: avoid; }
.day td { background: #f0f0f0; font-weight: 600; break-after: avoid; padding: 0.3mm 0.8mm; }
.plan td.no, .plan td.slot, .plan td.method, .plan td.done { text-align: center; padding-left: 0; padding-right: 0; }
.plan td.customer b { font-size: 9.5pt; }
.plan td.done { font-size: 13pt; line-height: 1; }
.forbidden { display: inline-block; font-weight: 600; }
.latest, .nb { white-space: nowrap; }
.code { display: inline-block; width: 7mm; height: 5mm; border: 0.2mm solid #888; }
.legend td { border: 0; padding: 0.8mm 0 0; }
.cues { margin-top: 2.5mm; width: 277mm; font-size: 8.5pt; line-height: 1.12; }
.cues h2 { font-size: 9.5pt; margin: 0 0 1mm; }
.cards { columns: 3; column-gap: 3mm; }
.card { break-inside: avoid; border: 0.2mm solid #888; padding: 0.8mm 1.2mm; margin: 0 0 1.5mm; }
.card p { margin: 0.3mm 0 0; text-spacing-trim: space-all; }
.card .title { font-size: 9pt; }
.notes { break-inside: avoid; margin-top: 2.5mm; width: 277mm; }
.notes p { margin: 0 0 1mm; }
.write { border-bottom: 0.2mm solid #888; height: 6.5mm; }
.mark { position: fixed; left: 60mm; top: 85mm; transform: rotate(-24deg); font-size: 30pt; color: #000;
  opacity: 0.05; white-space: nowrap; z-index: -1; }
h1 { font-size: 13pt; margin: 0 0 0.5mm; }
h2 { font-size: 10pt; margin: 2.5mm 0 0.8mm; break-after: avoid; }
.summary { font-size: 9pt; line-height: 1.2; }
.summary p { margin: 0; }
.summary th { background: #e6e6e6; font-weight: 600; }
.summary .load th:first-child { width: 26mm; }
.summary .figure { text-align: right; }
.side { display: flex; gap: 5mm; align-items: flex-start; }
.side > div { flex: 1; }
.side > .wide { flex: 3; }
.side table { width: 100%; }
.summary .alert { border: 0.4mm solid #000; padding: 0.8mm 2mm; margin: 1mm 0; }
`
