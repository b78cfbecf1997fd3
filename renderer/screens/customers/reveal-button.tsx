/**
 * Shows one masked number in full, after saying why. The engine logs who, when, which and why; the number
 * stays only in this button's memory and is gone when the panel closes or shows another customer.
 */
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../api/use-command.ts'
import { t } from '../../i18n/index.ts'

const purposes = [t('customers.reveal.call'), t('customers.reveal.check')]

export interface RevealProps {
  readonly customerNo: string
  readonly field: 'phone' | 'idNo'
  readonly masked: string
}

export function Revealable({ customerNo, field, masked }: RevealProps) {
  const [shown, setShown] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [other, setOther] = useState('')
  const reveal = useCommand('customers.reveal')
  async function show(purpose: string) {
    const answer = await reveal.run({ customerNo, field, purpose })
    if (!answer) return
    setShown(answer.value ?? t('customers.reveal.none'))
    setOpen(false)
  }
  if (shown) return <span className="num revealed">{shown}</span>
  const content = (
    <div className="reveal-purposes">
      {purposes.map((purpose) => (
        <Button key={purpose} size="small" disabled={reveal.running} onClick={() => void show(purpose)}>
          {purpose}
        </Button>
      ))}
      <Input
        size="small"
        maxLength={100}
        value={other}
        aria-label={t('customers.reveal.other')}
        placeholder={t('customers.reveal.otherPlaceholder')}
        onChange={(event) => setOther(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing && other.trim()) void show(other.trim())
        }}
      />
    </div>
  )
  return (
    <span className="num nowrap">
      {masked}{' '}
      <Popover
        content={content}
        title={t('customers.reveal.title')}
        trigger="click"
        open={open}
        onOpenChange={setOpen}
      >
        <Button size="small" type="link" className="reveal-button">
          {t('customers.reveal')}
        </Button>
      </Popover>
    </span>
  )
}
