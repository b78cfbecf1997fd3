/**
 * Amounts in a column: 万元 with two decimals, the unit named once in the header, digits aligned. An
 * unknown amount is a dash, never 0.
 */
import { formatMoney, formatWan, type Fen } from '../../shared/domain/money.ts'
import { t } from '../i18n/index.ts'

/** "1,234.57" (万元); a dash for unknown. */
export function wanText(fen: Fen | null, digits = 2): string {
  return fen === null ? t('common.none') : formatWan(fen, digits).replace('-', '−')
}

/** "+12.30" / "−4.00" (万元); a dash for unknown. */
export function signedWanText(fen: Fen | null, digits = 2): string {
  if (fen === null) return t('common.none')
  return fen > 0 ? `+${wanText(fen, digits)}` : wanText(fen, digits)
}

/** "+12.3 万" / "−4,000 元". */
export function signedMoneyText(fen: Fen): string {
  return fen > 0 ? `+${formatMoney(fen)}` : formatMoney(fen)
}
