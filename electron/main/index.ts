/** Start-up order of the desktop shell, and nothing else. */
import { userInfo } from 'node:os'
import { app, BrowserWindow, safeStorage, session } from 'electron'
import { version as productVersion } from '../../package.json'
import { createChosenPaths } from './chosen-paths.ts'
import { nodeChannel } from './engine-channel.ts'
import { createEngineProcess } from './engine-process.ts'
import type { EngineProcess } from './engine-process.ts'
import { broadcast, openIpc } from './ipc.ts'
import { readLaunchSettings } from './launch-settings.ts'
import type { LaunchSettings } from './launch-settings.ts'
import { openLog } from './log.ts'
import type { Log } from './log.ts'
import { installMenu } from './menu.ts'
import { closeNetwork, fenceSession } from './no-network.ts'
import { productPaths } from './paths.ts'
import type { ProductPaths } from './paths.ts'
import { preparePrintEntry, runPrintEntry } from './print-entry.ts'
import { declareScheme, servePages } from './protocol.ts'
import { databaseKey } from './security-key.ts'
import type { DatabaseKey } from './security-key.ts'
import { createShellHandlers } from './shell-handlers.ts'
import { utilityChannel } from './utility-channel.ts'
import { guardAllPages, openWindow } from './window.ts'

function main(): void {
  const settings = readLaunchSettings(process.env, process.argv, app.isPackaged)
  app.setName('Panhuo')
  declareScheme()
  closeNetwork(settings.devPage)
  guardAllPages(settings.devPage)
  // Root has to pass --no-sandbox, and Chromium's helper processes do not survive the contradiction.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  const { printJob } = settings
  if (printJob) {
    preparePrintEntry()
    void app.whenReady().then(() => runPrintEntry(printJob))
    return
  }
  const paths = productPaths(settings)
  // The lock lives in the product's folder, so it is asked for after the folder is known.
  if (!app.requestSingleInstanceLock()) return app.quit()
  const log = openLog(paths.log, !app.isPackaged)
  log.info(`start ${productVersion} electron ${process.versions.electron} ${process.platform}`)
  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', showWindow)
  app.on('render-process-gone', (_event, _contents, gone) => log.error('page gone', gone.reason))
  void app.whenReady().then(() => startProduct(settings, paths, log))
}

async function startProduct(settings: LaunchSettings, paths: ProductPaths, log: Log): Promise<void> {
  installMenu()
  servePages(session.defaultSession, paths.rendererDir)
  await fenceSession(session.defaultSession, settings.devPage)
  const key = databaseKey(paths.key, paths.db, safeStorage)
  const engine = createEngine(settings, paths, key, log)
  const facts = {
    productVersion,
    keyState: key.state,
    engineHost: settings.engineNode ? ('node' as const) : ('utility' as const),
    dbPath: paths.db,
    backupDir: paths.backups,
    logFile: paths.log,
  }
  const handlers = createShellHandlers(facts, engine, createChosenPaths())
  openIpc({ engine, handlers, devPage: settings.devPage, log })
  app.on('quit', () => engine.stop())
  engine.start()
  await openWindow(paths.preload, settings.devPage)
}

function createEngine(
  settings: LaunchSettings,
  paths: ProductPaths,
  key: DatabaseKey,
  log: Log,
): EngineProcess {
  return createEngineProcess({
    startChannel: settings.engineNode
      ? nodeChannel(settings.engineNode, paths.engineEntry)
      : utilityChannel(paths.engineEntry),
    init: {
      dbPath: paths.db,
      keyHex: key.keyHex,
      backupDir: paths.backups,
      exportUser: accountName(),
      productVersion,
    },
    // A key that cannot be unwrapped must never reach an engine: it would take the database for a broken one.
    blockedBy: key.state === 'unreadable' ? key.message : null,
    onStatus: (status) => {
      log.info(`engine ${status.state}`, status.message ?? '')
      broadcast('engine', status)
    },
    onEvent: broadcast,
    log: (line) => log.info(line),
  })
}

function accountName(): string | null {
  try {
    return userInfo().username
  } catch {
    return null
  }
}

function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0]
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

main()
