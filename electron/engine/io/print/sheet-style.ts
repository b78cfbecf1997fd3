/**
 * The look of printed sheets: A4 landscape, greys only, rows that never split, a header that repeats. Widths are
 * millimetres of the 277 mm between the margins; the result column keeps room for handwriting.
 */

/** Columns of a plan sheet, in millimetres; headers are markup. */
export const planColumns = [
  { name: 'no', header: '#', mm: 6 },
  { name: 'slot', header: '时段', mm: 10 },
  { name: 'customer', header: '客户', mm: 14 },
  { name: 'tier', header: '层级·<wbr>九宫格·<wbr>尾号', mm: 16 },
  { name: 'why', header: '为什么', mm: 37 },
  { name: 'what', header: '谈什么（不可谈）', mm: 52 },
  { name: 'how', header: '怎么谈 / 下一步', mm: 79 },
  { name: 'method', header: '方式 分钟', mm: 10 },
  { name: 'done', header: '☐', mm: 6 },
  { name: 'result', header: '结果', mm: 35 },
  { name: 'next', header: '下次', mm: 12 },
] as const

export const sheetStyle = `
@page { size: A4 landscape; margin: 10mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: #000; background: #fff; font-size: 10.5pt; line-height: 1.3;
  font-family: "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif;
  font-variant-numeric: tabular-nums; }
.sheet { break-after: page; }
.sheet:last-child { break-after: auto; }
table { border-collapse: collapse; width: 277mm; table-layout: fixed; }
th, td { border: 0.2mm solid #888; padding: 0.8mm 1mm; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; font-weight: normal; }
thead { display: table-header-group; }
tfoot { display: table-footer-group; }
tr { break-inside: avoid; }
.head td { border: 0; padding: 0 0 1.5mm; font-size: 10.5pt; }
.head .line { display: flex; justify-content: space-between; gap: 6mm; align-items: baseline; }
.head b { font-size: 12.5pt; }
.head .quiet, .legend td, .quiet { color: #444; font-size: 9pt; }
.columns th { background: #e6e6e6; font-size: 9pt; font-weight: 600; padding: 0.6mm; line-height: 1.1; vertical-align: middle; word-break: keep-all; }
.day td { background: #f0f0f0; font-weight: 600; break-after: avoid; padding: 0.6mm 1mm; }
.day { break-after: avoid; }
.plan td { font-size: 9pt; line-height: 1.16; padding: 0.5mm 0.8mm; }
.plan b { font-weight: 600; }
.plan .no, .plan .slot { font-variant-numeric: tabular-nums; }
.plan td.no, .plan td.slot, .plan td.method, .plan td.done { text-align: center; padding-left: 0.4mm; padding-right: 0.4mm; }
.plan td.customer { font-size: 10.5pt; font-weight: 600; }
.plan td.done { font-size: 13pt; }
.plan .forbidden { border-top: 0.2mm dashed #888; margin-top: 0.4mm; padding-top: 0.3mm; }
.plan .forbidden::before { content: "✕ "; }
.latest { font-weight: 600; }
.code { display: inline-block; width: 7mm; height: 5mm; border: 0.2mm solid #888; }
.legend td { border: 0; padding: 1mm 0 0; }
.notes { break-inside: avoid; margin-top: 3mm; width: 277mm; }
.notes p { margin: 0 0 1.5mm; }
.write { border-bottom: 0.2mm solid #888; height: 7mm; }
.mark { position: fixed; left: 60mm; top: 85mm; transform: rotate(-24deg); font-size: 30pt; color: #000;
  opacity: 0.05; white-space: nowrap; z-index: -1; }
h1 { font-size: 14pt; margin: 0 0 1mm; }
h2 { font-size: 11pt; margin: 4mm 0 1mm; break-after: avoid; }
.summary table { font-size: 9.5pt; }
.summary th { background: #e6e6e6; font-weight: 600; }
.summary .figure { text-align: right; }
.pair { display: flex; gap: 6mm; align-items: flex-start; break-before: page; }
.pair > div { flex: 1; }
.pair table { width: 100%; }
.alert { border: 0.4mm solid #000; padding: 1mm 2mm; margin: 1.5mm 0; }
`
