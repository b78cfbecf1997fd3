/** The machine's clock in the branch's local time; the only place the engine learns what time it is. */
import type { Clock } from './handlers/context.ts'

const two = (n: number) => String(n).padStart(2, '0')

export const systemClock: Clock = {
  now() {
    const at = new Date()
    const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
    return `${date}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  },
}
