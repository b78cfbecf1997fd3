import type { IsoDate } from '../../shared/domain/dates.ts'
import { t } from '../i18n/index.ts'

/** A calendar date in aligned digits; a dash for unknown. */
export function DateText({ date }: { readonly date: IsoDate | null }) {
  if (date === null) return <span className="muted">{t('common.none')}</span>
  return (
    <time className="num" dateTime={date}>
      {date}
    </time>
  )
}
