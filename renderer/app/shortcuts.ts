/**
 * Keys that work everywhere. Nothing fires while an input method is composing, and the keys an editor owns
 * (undo, `?`) are left to it while one types.
 */
import { useEffect, useRef } from 'react'

export interface Shortcuts {
  readonly onSearch: () => void
  /** 1-based, in the order of the navigation. */
  readonly onScreen: (index: number) => void
  readonly onUndo: () => void
  readonly onRedo: () => void
  readonly onHelp: () => void
}

/** True while the person is typing into something. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

function handle(event: KeyboardEvent, keys: Shortcuts): boolean {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey
  const key = event.key.toLowerCase()
  if (command && !event.shiftKey && key === 'k') return (keys.onSearch(), true)
  if (command && !event.shiftKey && /^[1-9]$/.test(key)) return (keys.onScreen(Number(key)), true)
  if (isTyping(event.target)) return false
  if (command && key === 'z') return (event.shiftKey ? keys.onRedo() : keys.onUndo(), true)
  if (command && key === 'y') return (keys.onRedo(), true)
  if (!command && key === '?') return (keys.onHelp(), true)
  return false
}

/** Listens for the keys of the frame; the newest handlers are used. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return
      if (handle(event, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Runs `close` on Esc while `active`, unless something above has already used the key. */
export function useEscape(active: boolean, close: () => void): void {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    if (!active) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [active])
}
