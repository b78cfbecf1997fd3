/** Adding a person to the roster, or changing what is kept about one. */
import { DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { RmEntry } from '../../../shared/contract/settings.ts'
import { useCommand } from '../../api/use-command.ts'
import { t } from '../../i18n/index.ts'
import { roleText, type RosterEntry } from './roster.ts'
import { notifyUndoable } from './undo-notice.ts'

interface RmForm {
  readonly rmNo: string
  readonly name: string
  readonly role: RmEntry['role']
  readonly leftOn: Dayjs | null
  readonly dailyMinutes: number | null
}

interface RmDialogProps {
  /** Null to add a new one. */
  readonly rm: RosterEntry | null
  /** Staff numbers already in the roster. */
  readonly taken: readonly string[]
  readonly plannedMinutes: number | null
  readonly onClose: () => void
}

export function RmDialog({ rm, taken, plannedMinutes, onClose }: RmDialogProps) {
  const save = useCommand('settings.saveRm')
  const [form] = Form.useForm<RmForm>()

  async function submit(values: RmForm) {
    const name = values.name.trim()
    const done = await save.run({
      rmNo: values.rmNo.trim(),
      name,
      role: values.role,
      leftOn: values.leftOn ? values.leftOn.format('YYYY-MM-DD') : null,
      dailyMinutes: values.dailyMinutes ?? null,
    })
    if (!done) return
    notifyUndoable(t('settings.rmSaved', { name }))
    onClose()
  }

  return (
    <Modal
      open
      width={440}
      title={rm ? t('settings.rmEdit', { name: rm.name }) : t('settings.rmNew')}
      okText={t('settings.save')}
      cancelText={t('settings.cancel')}
      confirmLoading={save.running}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<RmForm>
        form={form}
        layout="horizontal"
        labelCol={{ flex: '88px' }}
        initialValues={{
          rmNo: rm?.rmNo ?? '',
          name: rm?.name ?? '',
          role: rm?.role ?? 'rm',
          leftOn: rm?.leftOn ? dayjs(rm.leftOn) : null,
          dailyMinutes: rm?.dailyMinutes ?? null,
        }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item
          name="rmNo"
          label={t('settings.rmNo')}
          rules={[
            { required: true, whitespace: true, message: t('settings.fieldEmpty') },
            {
              validator: async (_, value: string) => {
                if (rm === null && taken.includes(value.trim())) throw new Error(t('settings.rmTaken'))
              },
            },
          ]}
        >
          <Input maxLength={20} disabled={rm !== null} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('settings.rmName')}
          rules={[{ required: true, whitespace: true, message: t('settings.fieldEmpty') }]}
        >
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="role" label={t('settings.rmRole')}>
          <Select
            options={(Object.keys(roleText) as RmEntry['role'][]).map((role) => ({
              value: role,
              label: roleText[role],
            }))}
          />
        </Form.Item>
        <Form.Item name="dailyMinutes" label={t('settings.rmMinutes')} extra={t('settings.rmMinutesHelp')}>
          <InputNumber
            min={0}
            max={480}
            precision={0}
            placeholder={plannedMinutes === null ? '' : t('settings.rmMinutesDefault', { n: plannedMinutes })}
            style={{ width: 140 }}
          />
        </Form.Item>
        <Form.Item name="leftOn" label={t('settings.rmLeftOn')} extra={t('settings.rmLeftHelp')}>
          <DatePicker style={{ width: 140 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
