/**
 * What jsdom lacks and the window's libraries expect: media queries, resize observation, and a layout with
 * sizes (the grid renders only the rows that fit, and jsdom's elements are all 0 × 0).
 */
import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'
import { useNotices } from '../../renderer/components/notices.ts'
import { useChosenDate } from '../../renderer/app/data-date.ts'

// The first opening of a screen loads its code, the grid's and the charts' among it.
configure({ asyncUtilTimeout: 20_000 })

const width = 1366
const height = 768

window.matchMedia ??= (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
})

class StillObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
window.ResizeObserver ??= StillObserver

const sizes = { offsetWidth: width, clientWidth: width, offsetHeight: height, clientHeight: height }
for (const [name, value] of Object.entries(sizes))
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })

afterEach(() => {
  cleanup()
  localStorage.clear()
  useChosenDate.setState({ chosen: null })
  useNotices.setState({ notices: [] })
})
