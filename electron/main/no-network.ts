/**
 * The product never speaks to a network. Three fences, each enough alone: Chromium's own background traffic
 * is switched off, no host name resolves, and every request that is not ours is cancelled.
 */
import { app } from 'electron'
import type { Session } from 'electron'

const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-breakpad'],
  ['no-pings'],
  ['no-proxy-server'],
  [
    'disable-features',
    'NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,Translate,AutofillServerCommunication',
  ],
]
const OWN_PROTOCOLS: ReadonlySet<string> = new Set(['app:', 'data:', 'blob:'])

/** Command-line switches; call before `app` is ready. @param devPage its host stays reachable in development */
export function closeNetwork(devPage: string | null): void {
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value)
  const rules = devPage ? `MAP * ~NOTFOUND, EXCLUDE ${new URL(devPage).hostname}` : 'MAP * ~NOTFOUND'
  app.commandLine.appendSwitch('host-resolver-rules', rules)
}

/** Applies the session-level fences; the promise ends when the proxy is off. */
export async function fenceSession(session: Session, devPage: string | null): Promise<void> {
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isOwnAddress(details.url, devPage) }),
  )
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isHarmless(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isHarmless(permission))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  await session.setProxy({ mode: 'direct' })
}

/** True for the product's own addresses and, in development only, for the development server and its tools. */
export function isOwnAddress(url: string, devPage: string | null): boolean {
  let address: URL
  try {
    address = new URL(url)
  } catch {
    return false
  }
  if (OWN_PROTOCOLS.has(address.protocol)) return true
  return devPage !== null && (address.protocol === 'devtools:' || address.host === new URL(devPage).host)
}

/** Copying selected rows is the one thing a page may ask for. */
function isHarmless(permission: string): boolean {
  return permission === 'clipboard-sanitized-write'
}
