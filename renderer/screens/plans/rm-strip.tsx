/** The customer managers at the left, each with his week: one small bar a day, minutes against capacity. */
import { t } from '../../i18n/index.ts'
import { dayLabel, type DayLoad, type RmLoad } from './plan-model.ts'

function dayText(day: DayLoad): string {
  if (day.capacity === 0) return t('plans.dayOff', { day: dayLabel(day.date) })
  return t('plans.dayLoad', {
    day: dayLabel(day.date),
    n: day.items,
    minutes: day.minutes,
    capacity: day.capacity,
  })
}

function DayBars({ days }: { readonly days: readonly DayLoad[] }) {
  return (
    <span className="day-bars" aria-hidden="true">
      {days.map((day) => {
        const share = day.capacity === 0 ? 0 : Math.min(1, day.minutes / day.capacity)
        const full = day.capacity > 0 && day.minutes > day.capacity
        return (
          <span
            key={day.date}
            className={`day-bar${day.capacity === 0 ? ' day-off' : ''}${full ? ' day-full' : ''}`}
            title={dayText(day)}
          >
            <span style={{ height: `${Math.round(share * 100)}%` }} />
          </span>
        )
      })}
    </span>
  )
}

interface RmStripProps {
  readonly loads: readonly RmLoad[]
  /** Staff number; null = everyone. */
  readonly chosen: string | null
  readonly onChoose: (rm: string | null) => void
}

export function RmStrip({ loads, chosen, onChoose }: RmStripProps) {
  const items = loads.reduce((sum, load) => sum + load.items, 0)
  const minutes = loads.reduce((sum, load) => sum + load.minutes, 0)
  return (
    <ul className="rm-strip" aria-label={t('plans.rms')}>
      <li>
        <button type="button" aria-current={chosen === null} onClick={() => onChoose(null)}>
          <span className="rm-name">
            <b>{t('plans.rmAll')}</b>
            <span className="muted num">{t('plans.rmSummary', { n: items, minutes })}</span>
          </span>
        </button>
      </li>
      {loads.map((load) => (
        <li key={load.rm}>
          <button
            type="button"
            aria-current={chosen === load.rm}
            title={t('plans.rmLoad', {
              name: load.rmName,
              n: load.items,
              minutes: load.minutes,
              capacity: load.capacity,
            })}
            onClick={() => onChoose(load.rm)}
          >
            <span className="rm-name">
              <b>{load.rmName}</b>
              <span className="muted num">
                {t('plans.rmSummary', { n: load.items, minutes: load.minutes })}
              </span>
            </span>
            <DayBars days={load.days} />
          </button>
        </li>
      ))}
    </ul>
  )
}
