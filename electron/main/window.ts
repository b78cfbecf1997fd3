/** The one product window, and the rules no page of ours can step over. */
import { app, BrowserWindow } from 'electron'
import type { WebContents } from 'electron'
import { isOwnPage } from './sender.ts'
import { PAGE_URL } from './protocol.ts'

/** Applies to every page this process ever creates. Call before `app` is ready. */
export function guardAllPages(devPage: string | null): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, devPage))
}

/** Opens the window; resolves when its page has loaded. */
export async function openWindow(preload: string, devPage: string | null): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1100,
    minHeight: 700,
    title: '盘活',
    backgroundColor: '#ffffff',
    show: false,
    ...persistence(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  await window.loadURL(devPage ?? PAGE_URL)
  return window
}

function guardPage(contents: WebContents, devPage: string | null): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    const reload = event.isMainFrame && isOwnPage(event.url, devPage) && isOwnPage(contents.getURL(), devPage)
    if (!reload) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
}

/** Electron 45 remembers size and place of a named window; older ones open at the default size. */
function persistence(): { name: string; windowStatePersistence: true } | Record<string, never> {
  const major = Number.parseInt(process.versions.electron, 10)
  return major >= 45 ? { name: 'main', windowStatePersistence: true } : {}
}
