/** Differences and shares of figures as the engine gives them, for display only. */
import { t } from '../../i18n/index.ts'

interface Figure {
  readonly customers: number
  readonly aumFen: number
}

/** Now less before; null when there is nothing to compare with. */
export function changeOf(figure: Figure & { readonly before: Figure | null }): Figure | null {
  if (figure.before === null) return null
  return {
    customers: figure.customers - figure.before.customers,
    aumFen: figure.aumFen - figure.before.aumFen,
  }
}

/** '12.3%'; a dash when there is no whole. */
export function shareText(part: number | null, whole = 1): string {
  return part === null || whole <= 0 ? t('common.none') : `${((100 * part) / whole).toFixed(1)}%`
}
