/** What a customer is classed as, each with its sentences: tags in the side panel, paragraphs in the full view. */
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import {
  dormancyLabel,
  factLabel,
  familiarityLabel,
  lineLabel,
  nineBoxRowLabel,
  tierLabel,
} from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { t } from '../../i18n/index.ts'

export interface ClassLine {
  readonly key: string
  /** What kind of class it is, '' where the value says it. */
  readonly name: string
  readonly value: string
  readonly sentences: readonly string[]
}

/** Tier, dormancy, familiarity and, where it is known, the cell of the nine-box. */
export function classLines({ tier, dormancy, familiarity, nineBox }: CustomerDetail): readonly ClassLine[] {
  const line = (key: string, value: string, sentences: readonly string[]): ClassLine => ({
    key,
    name: factLabel(key),
    value,
    sentences,
  })
  const lines = [
    line('tier', tierLabel(tier.result), tier.sentences),
    line('dormancy', dormancyLabel(dormancy.result), dormancy.sentences),
    line('familiarity', familiarityLabel(familiarity.result), familiarity.sentences),
  ]
  if (nineBox.title === '') return lines
  const place = t('customers.panel.nineBox', {
    row: nineBoxRowLabel(nineBox.row),
    column: familiarityLabel(nineBox.column),
  })
  const value = t('customers.nineBoxTag', { title: nineBox.title })
  return [...lines, { key: 'nineBox', name: '', value, sentences: [place, nineBox.strategy] }]
}

/** "离 5 万线还差 3,000 元" or how little is left above it. */
export function nearText(near: NonNullable<CustomerDetail['near']>): string {
  const words = { line: lineLabel(near.key), gap: formatMoney(near.gapFen) }
  return near.edge === 'rising'
    ? t('customers.panel.nearRising', words)
    : t('customers.panel.nearFalling', words)
}
