/** A stored moment ('2026-11-20T17:05:00', the branch's local time) for reading: '2026-11-20 17:05'. */
export function localTime(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}
