/** The days on which work differs from Monday to Friday, year by year. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, Button, DatePicker, Form, Input, Select, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { weekday } from '../../../shared/domain/dates.ts'
import { useDataDate } from '../../app/data-date.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { t } from '../../i18n/index.ts'
import { weekdayName } from '../plans/plan-model.ts'
import { notifyUndoable } from './undo-notice.ts'

type CalendarDay = OutputOf<'settings.calendar'>['days'][number]

interface DayForm {
  readonly day: Dayjs
  readonly kind: CalendarDay['kind']
  readonly name?: string
}

const kindText = (kind: CalendarDay['kind']) =>
  kind === 'work' ? t('settings.calendarWork') : t('settings.calendarOff')

function columnsOf(remove: (day: CalendarDay) => void): GridColumn<CalendarDay>[] {
  return [
    { key: 'day', header: t('settings.calendarDay'), width: 120, value: (d) => d.day },
    {
      key: 'weekday',
      header: t('settings.calendarWeekday'),
      width: 80,
      value: (d) => weekday(d.day),
      text: (d) => t('plans.dayLabel', { weekday: weekdayName(d.day), date: '' }).trim(),
    },
    {
      key: 'kind',
      header: t('settings.calendarKind'),
      width: 130,
      value: (d) => d.kind,
      text: (d) => kindText(d.kind),
    },
    { key: 'name', header: t('settings.calendarName'), flex: 1, minWidth: 140, value: (d) => d.name },
    {
      key: 'remove',
      header: t('settings.remove'),
      width: 76,
      sortable: false,
      value: () => null,
      render: (d) => (
        <Button
          size="small"
          type="text"
          aria-label={`${t('settings.remove')} ${d.day}`}
          onClick={() => remove(d)}
        >
          {t('settings.remove')}
        </Button>
      ),
    },
  ]
}

export function CalendarTab() {
  const { status } = useDataDate()
  const [chosen, setChosen] = useState<number | null>(null)
  const planYear = status?.planWeek ? Number(status.planWeek.slice(0, 4)) : null
  const year = chosen ?? planYear ?? new Date().getFullYear()
  const calendar = useRouteQuery('settings.calendar', { year }, { keepPrevious: true })
  const setDay = useCommand('settings.setCalendarDay')
  const [form] = Form.useForm<DayForm>()
  const runSetDay = setDay.run

  const columns = useMemo(
    () =>
      columnsOf((day) => {
        void runSetDay({ day: day.day, kind: null, name: '' }).then(
          (done) => done && notifyUndoable(t('settings.calendarRemoved', { day: day.day })),
        )
      }),
    [runSetDay],
  )

  async function add({ day, kind, name }: DayForm) {
    const text = day.format('YYYY-MM-DD')
    const done = await setDay.run({ day: text, kind, name: name?.trim() ?? '' })
    if (!done) return
    form.resetFields()
    notifyUndoable(t('settings.calendarAdded', { day: text, kind: kindText(kind) }))
  }

  if (calendar.error) return <ErrorNotice error={calendar.error} onRetry={() => void calendar.refetch()} />
  return (
    <div className="settings-calendar">
      <div className="settings-tools">
        <Space.Compact>
          <Button
            icon={<LeftOutlined />}
            aria-label={t('settings.calendarYear', { year: String(year - 1) })}
            onClick={() => setChosen(year - 1)}
          />
          <Button disabled className="settings-year">
            {t('settings.calendarYear', { year: String(year) })}
          </Button>
          <Button
            icon={<RightOutlined />}
            aria-label={t('settings.calendarYear', { year: String(year + 1) })}
            onClick={() => setChosen(year + 1)}
          />
        </Space.Compact>
        <span className="muted">{t('settings.calendarIntro')}</span>
      </div>
      {calendar.data?.published === false && (
        <Alert type="warning" showIcon title={t('settings.calendarUnpublished', { year: String(year) })} />
      )}
      <Form<DayForm>
        form={form}
        layout="inline"
        initialValues={{ kind: 'off' }}
        onFinish={(values) => void add(values)}
      >
        <Form.Item
          name="day"
          label={t('settings.calendarDay')}
          rules={[{ required: true, message: t('settings.calendarNeedsDay') }]}
        >
          <DatePicker defaultPickerValue={dayjs(`${year}-01-01`)} aria-label={t('settings.calendarDay')} />
        </Form.Item>
        <Form.Item name="kind" label={t('settings.calendarKind')}>
          <Select
            style={{ width: 136 }}
            aria-label={t('settings.calendarKind')}
            options={(['off', 'work'] as const).map((kind) => ({ value: kind, label: kindText(kind) }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('settings.calendarName')}>
          <Input maxLength={20} placeholder={t('settings.calendarNameHint')} style={{ width: 160 }} />
        </Form.Item>
        <Button htmlType="submit" loading={setDay.running}>
          {t('settings.calendarAdd')}
        </Button>
      </Form>
      <div className="settings-grid settings-days">
        <DataGrid
          label={t('settings.calendarYear', { year: String(year) })}
          rows={calendar.data?.days ?? []}
          columns={columns}
          rowKey={(d) => d.day}
          emptyText={t('settings.calendarNone', { year: String(year) })}
        />
      </div>
    </div>
  )
}
