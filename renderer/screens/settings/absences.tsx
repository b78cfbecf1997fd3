/** Leave and events that take time from the plan: listed, added and removed here. */
import { Button, DatePicker, Form, Input, InputNumber, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { t } from '../../i18n/index.ts'
import type { RosterEntry } from './roster.ts'
import { notifyUndoable } from './undo-notice.ts'

type Absence = OutputOf<'settings.rms'>['absences'][number]

interface AbsenceForm {
  readonly rmNo: string
  readonly dates: [Dayjs, Dayjs]
  readonly minutes?: number | null
  readonly reason?: string
}

interface AbsencesProps {
  readonly rms: readonly RosterEntry[]
  readonly absences: readonly Absence[]
}

export function Absences({ rms, absences }: AbsencesProps) {
  const add = useCommand('settings.addAbsence')
  const remove = useCommand('settings.removeAbsence')
  const [form] = Form.useForm<AbsenceForm>()
  const nameOf = (rmNo: string) => rms.find((rm) => rm.rmNo === rmNo)?.name ?? rmNo

  async function submit({ rmNo, dates, minutes, reason }: AbsenceForm) {
    const from = dates[0].format('YYYY-MM-DD')
    const to = dates[1].format('YYYY-MM-DD')
    const done = await add.run({ rmNo, from, to, minutes: minutes ?? null, reason: reason?.trim() ?? '' })
    if (!done) return
    form.resetFields()
    notifyUndoable(t('settings.absenceAdded', { name: nameOf(rmNo), from, to }))
  }

  async function takeAway({ absenceId, rmNo }: Absence) {
    if (await remove.run({ absenceId })) notifyUndoable(t('settings.absenceRemoved', { name: nameOf(rmNo) }))
  }

  return (
    <section className="absences" aria-label={t('settings.absences')}>
      <h2>{t('settings.absences')}</h2>
      <Form<AbsenceForm> form={form} layout="vertical" onFinish={(values) => void submit(values)}>
        <div className="absence-form">
          <Form.Item
            name="rmNo"
            label={t('settings.absenceRm')}
            rules={[{ required: true, message: t('settings.absenceNeedsRm') }]}
          >
            <Select
              aria-label={t('settings.absenceRm')}
              options={rms.map((rm) => ({ value: rm.rmNo, label: `${rm.name} ${rm.rmNo}` }))}
            />
          </Form.Item>
          <Form.Item
            name="dates"
            label={t('settings.absenceDates')}
            rules={[{ required: true, message: t('settings.absenceNeedsDates') }]}
          >
            <DatePicker.RangePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="minutes" label={t('settings.absenceMinutes')}>
            <InputNumber
              min={1}
              max={480}
              precision={0}
              placeholder={t('settings.absenceWhole')}
              style={{ width: '100%' }}
            />
          </Form.Item>
          <Form.Item name="reason" label={t('settings.absenceReason')}>
            <Input maxLength={60} placeholder={t('settings.absenceReasonHint')} />
          </Form.Item>
        </div>
        <Button htmlType="submit" loading={add.running}>
          {t('settings.absenceAdd')}
        </Button>
      </Form>
      {absences.length === 0 ? (
        <p className="muted">{t('settings.absenceNone')}</p>
      ) : (
        <ul className="absence-list">
          {absences.map((absence) => (
            <li key={absence.absenceId}>
              <span>
                <b>{nameOf(absence.rmNo)}</b>{' '}
                <span className="num">
                  {absence.from === absence.to
                    ? absence.from
                    : t('plans.span', { from: absence.from, to: absence.to })}
                </span>{' '}
                {absence.minutes === null
                  ? t('settings.absenceWhole')
                  : t('settings.absenceTakes', { n: absence.minutes })}{' '}
                <span className="muted">{absence.reason}</span>
              </span>
              <Button
                size="small"
                type="text"
                aria-label={`${t('settings.remove')} ${nameOf(absence.rmNo)} ${absence.from}`}
                onClick={() => void takeAway(absence)}
              >
                {t('settings.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
