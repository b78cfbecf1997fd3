/** Which week the plan is for: the weeks with a plan and the coming ones, and a step either way. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Select, Space } from 'antd'
import type { IsoWeek } from '../../../shared/domain/dates.ts'
import { t } from '../../i18n/index.ts'
import { offeredWeeks, shiftWeek, weekSpan } from './plan-model.ts'

interface WeekPickerProps {
  readonly week: IsoWeek
  readonly planWeek: IsoWeek | null
  readonly planned: readonly { readonly week: IsoWeek; readonly items: number }[]
  readonly onWeek: (week: IsoWeek) => void
}

export function WeekPicker({ week, planWeek, planned, onWeek }: WeekPickerProps) {
  const items = new Map(planned.map((plan) => [plan.week, plan.items]))
  const noteOf = (each: IsoWeek) => {
    const made = items.get(each)
    if (made !== undefined) return ` · ${t('plans.weekPlanned', { n: made })}`
    return each === planWeek ? ` · ${t('plans.weekNext')}` : ''
  }
  return (
    <Space.Compact>
      <Button
        icon={<LeftOutlined />}
        aria-label={t('plans.weekBefore')}
        title={t('plans.weekBefore')}
        onClick={() => onWeek(shiftWeek(week, -1))}
      />
      <Select
        aria-label={t('plans.week')}
        style={{ width: 208 }}
        popupMatchSelectWidth={280}
        value={week}
        options={offeredWeeks(planWeek, [...items.keys()], week).map((each) => ({
          value: each,
          label: t('plans.weekOption', { week: each, span: weekSpan(each) }),
        }))}
        optionRender={({ value, label }) => (
          <>
            {label}
            <span className="muted">{noteOf(String(value))}</span>
          </>
        )}
        onChange={onWeek}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t('plans.weekAfter')}
        title={t('plans.weekAfter')}
        onClick={() => onWeek(shiftWeek(week, 1))}
      />
    </Space.Compact>
  )
}
