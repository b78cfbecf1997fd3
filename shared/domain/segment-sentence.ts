/** A segment's rule as the one Chinese sentence a person would say, relative dates left relative. */
import { formatMoney, formatYuan, type Fen } from './money.ts'
import { segmentCodeLabel, type SegmentField } from './segment-fields.ts'
import {
  readClause,
  type DatePoint,
  type DateSpan,
  type Operand,
  type SegmentNode,
  type SegmentOp,
  type SegmentRule,
} from './segment-rule.ts'

/** Amounts of a rule are exact: the short word only where it says the very same amount. */
function money(fen: Fen): string {
  const exact = fen % 1_000_000 === 0 || (Math.abs(fen) < 1_000_000 && fen % 100 === 0)
  return exact && Math.abs(fen) < 9_999_500_000 ? formatMoney(fen) : `${formatYuan(fen)} 元`
}

const amountWord = (field: SegmentField, value: number): string =>
  field.type === 'money' ? money(value) : `${value}${field.unit ? ` ${field.unit}` : ''}`

const spanWord = ({ unit, n }: DateSpan): string => `${n} ${unit === 'workday' ? '个工作日' : '天'}`

/** A day: '2026-11-20', or so many days before or after the data date. */
function pointWord(point: DatePoint): string {
  if (typeof point === 'string') return point
  if (point.n === 0) return '数据日'
  return `数据日${point.direction === 'past' ? '前' : '后'} ${spanWord(point)}`
}

const words: Partial<Record<SegmentOp, string>> = {
  gte: '不少于',
  gt: '大于',
  lte: '不超过',
  lt: '小于',
  eq: '等于',
  on: '是',
  before: '早于',
  after: '晚于',
  onOrBefore: '不晚于',
  onOrAfter: '不早于',
  contains: '含有',
  notContains: '不含',
  startsWith: '开头是',
  in: '是',
  notIn: '不是',
  hasAny: '有',
  hasAll: '同时有',
  hasNone: '没有',
}

function listWord(field: SegmentField, op: SegmentOp, values: readonly string[]): string {
  const names = values.map((code) => `“${segmentCodeLabel(field, code)}”`)
  return op === 'hasAll' ? names.join('和') : names.join('或')
}

function operandWord(field: SegmentField, op: SegmentOp, operand: Operand): string {
  const { label } = field
  const word = words[op] ?? ''
  switch (operand.kind) {
    case 'nothing':
      return op === 'none' ? (field.none ?? '') : `${label}${op === 'known' ? '已知' : '未知'}`
    case 'flag':
      return `${label}：${operand.value ? '是' : '否'}`
    case 'amount':
      return `${label}${word} ${amountWord(field, operand.value)}`
    case 'range':
      return `${label}在 ${amountWord(field, operand.from)}至 ${amountWord(field, operand.to)}之间`
    case 'text':
      return `${label}${word}“${operand.value}”`
    case 'list':
      return `${label}${word}${listWord(field, op, operand.values)}`
    case 'point':
      return `${label}${word}${pointWord(operand.value)}`
    case 'pointRange':
      return `${label}在${pointWord(operand.from)}至${pointWord(operand.to)}之间`
    case 'span':
      if (op === 'anniversary') return `未来 ${spanWord(operand.value)}内逢${label}`
      return `${label}在${op === 'withinLast' ? '最近' : '未来'} ${spanWord(operand.value)}内`
  }
}

function nodeSentence(node: SegmentNode, outermost: boolean): string {
  if (node.kind === 'clause') {
    const read = readClause(node)
    return 'problem' in read ? read.problem : operandWord(read.field, read.op, read.operand)
  }
  const parts = node.items.map((item) => nodeSentence(item, false))
  if (node.match === 'none')
    return parts.length === 1 ? `不符合（${parts[0]}）` : `以下一项都不符合（${parts.join('；')}）`
  const joined = parts.join(node.match === 'all' ? '，且' : '，或')
  return outermost || parts.length === 1 ? joined : `（${joined}）`
}

/** "月日均不少于 5 万，且（睡眠程度是“中睡”或“深睡”，或最近动账日未知）的客户" */
export function segmentSentence(rule: SegmentRule): string {
  return rule.items.length === 0 ? '全部客户' : `${nodeSentence(rule, true)}的客户`
}

/** One condition or group of a rule on its own. */
export function segmentNodeSentence(node: SegmentNode): string {
  return nodeSentence(node, true)
}
