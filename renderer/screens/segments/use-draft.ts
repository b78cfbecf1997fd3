/**
 * The draft with its older and newer states. While a draft is open Ctrl+Z belongs to it: the frame's undo, which
 * takes back what is stored, must not fire because somebody wanted a condition back.
 */
import { useEffect, useRef, useState } from 'react'
import { isTyping } from '../../app/shortcuts.ts'
import type { DraftGroup } from './draft.ts'

const kept = 100

interface History {
  readonly past: readonly DraftGroup[]
  readonly now: DraftGroup
  readonly future: readonly DraftGroup[]
}

export interface DraftHistory {
  readonly draft: DraftGroup
  change(to: (draft: DraftGroup) => DraftGroup): void
  undo(): void
  redo(): void
  readonly canUndo: boolean
  readonly canRedo: boolean
}

export function useDraft(first: () => DraftGroup): DraftHistory {
  const [history, setHistory] = useState<History>(() => ({ past: [], now: first(), future: [] }))
  const undo = () =>
    setHistory(({ past, now, future }) => {
      const older = past.at(-1)
      return older ? { past: past.slice(0, -1), now: older, future: [now, ...future] } : { past, now, future }
    })
  const redo = () =>
    setHistory(({ past, now, future }) => {
      const newer = future[0]
      return newer ? { past: [...past, now], now: newer, future: future.slice(1) } : { past, now, future }
    })
  const keys = useRef({ undo, redo })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey) || isTyping(event.target))
        return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) keys.current.redo()
      else keys.current.undo()
    }
    // Before the frame's own listener, which leaves alone what is already used.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
  return {
    draft: history.now,
    change: (to) =>
      setHistory(({ past, now, future }) => {
        const next = to(now)
        return next === now
          ? { past, now, future }
          : { past: [...past, now].slice(-kept), now: next, future: [] }
      }),
    undo,
    redo,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  }
}
