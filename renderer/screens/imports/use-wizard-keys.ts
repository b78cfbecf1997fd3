/**
 * Keys of a batch on its way: undo and redo are those of its decisions, Esc goes one step back. The frame's own undo
 * stays out of it: it would take back something else, unseen.
 */
import { useEffect, useRef } from 'react'
import { isTyping } from '../../app/shortcuts.ts'

export interface WizardKeys {
  readonly onUndo: () => void
  readonly onRedo: () => void
  readonly onBack: () => void
}

function handle(event: KeyboardEvent, keys: WizardKeys): boolean {
  if (event.isComposing || isTyping(event.target)) return false
  const command = (event.ctrlKey || event.metaKey) && !event.altKey
  const key = event.key.toLowerCase()
  if (command && key === 'z') return (event.shiftKey ? keys.onRedo() : keys.onUndo(), true)
  if (command && key === 'y') return (keys.onRedo(), true)
  if (key !== 'escape' || document.querySelector('[role="dialog"], .ant-popover:not(.ant-popover-hidden)'))
    return false
  return (keys.onBack(), true)
}

/** Listens while `active`, before the frame does. */
export function useWizardKeys(active: boolean, keys: WizardKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!active) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (handle(event, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [active])
}
