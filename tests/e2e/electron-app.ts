/**
 * Launches the real product on a fresh folder and drives it. Everything waits for a signal of the app itself
 * (an engine status, an event); nothing waits for time to pass.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import type { ElectronApplication, Page } from 'playwright-core'
import type { PanhuoBridge } from '../../electron/preload/bridge.ts'
import type { ShellInputOf, ShellOutputOf, ShellRouteName } from '../../shared/contract/shell.ts'
import { ensureBuilt } from '../../scripts/build.ts'
import { electronRuntime, REPO_ROOT } from '../../scripts/electron-runtime.ts'
import { electronArgs, electronEnv } from '../../scripts/launch.ts'
import type { Envelope } from '../../shared/contract/route.ts'

export const SCREENS = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

/** Playwright's own module that holds `ready` back until it is attached; without it the first window is a race. */
const START_GATE = join(REPO_ROOT, 'node_modules/playwright-core/lib/server/electron/loader.js')

const WINDOW_LIMIT_MS = 10_000
const LOAD_LIMIT_MS = 25_000
const LAUNCH_ATTEMPTS = 3

type BridgeWindow = { panhuo: PanhuoBridge }
type EngineState = 'starting' | 'ready' | 'dead' | 'failed'
export type EngineStatus = { state: EngineState; message: string | null }

export type AppOptions = {
  /** Added to the environment; undefined removes a variable. */
  env?: Record<string, string | undefined>
  /** The product's folder; a fresh one, removed at the end, when not given. */
  dir?: string
}

export type RunningApp = {
  app: ElectronApplication
  page: Page
  dir: string
  invoke: (route: string, input?: unknown) => Promise<Envelope<unknown>>
  /** The same, answering the data; throws a refusal's message. */
  ask: <T>(route: string, input?: unknown) => Promise<T>
  /** A shell route's data. @throws Error when it is refused */
  shell: <R extends ShellRouteName>(route: R, input: ShellInputOf<R>) => Promise<ShellOutputOf<R>>
  /** Resolves with the status once the engine is in this state. */
  engineState: (state: EngineState) => Promise<EngineStatus>
  /** Every engine status since the page loaded, oldest first. */
  engineHistory: () => Promise<EngineStatus[]>
  /** Saves artifacts/screens/<name>-<width>x<height>.png for both sizes; returns the files. */
  screenshots: (name: string) => Promise<string[]>
  /** The next dialogs answer this instead of opening. */
  stubDialogs: (answers: { open?: string[]; save?: string | null }) => Promise<void>
  close: () => Promise<void>
}

/** Starts the product and waits for its page; call `engineState('ready')` before using the engine. */
export async function launchApp(options: AppOptions = {}): Promise<RunningApp> {
  ensureBuilt()
  const runtime = await electronRuntime()
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'panhuo-e2e-'))
  const env = { ...electronEnv(runtime), PANHUO_USER_DATA: dir, ...options.env }
  const { app, page } = await launchWithWindow({
    executablePath: runtime.path,
    args: ['-r', START_GATE, REPO_ROOT, ...electronArgs()],
    cwd: REPO_ROOT,
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >,
  })
  await recordEngineHistory(page)
  return {
    app,
    page,
    dir,
    invoke: (route, input = {}) => invoke(page, route, input),
    async ask<T>(route: string, input: unknown = {}) {
      const answer = await invoke(page, route, input)
      if (!answer.ok) throw new Error(answer.message)
      return answer.data as T
    },
    shell: (route, input) => shellCall(page, route, input),
    engineState: (state) => waitForEngine(page, state),
    engineHistory: () => page.evaluate(() => (window as unknown as HistoryWindow).engineHistory),
    screenshots: (name) => screenshots(app, page, name),
    stubDialogs: (answers) => stubDialogs(app, answers),
    async close() {
      await app.close()
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true })
    },
  }
}

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

/**
 * On a loaded machine the driver now and then misses the window of the old Electron, or that its page is
 * loaded, although both are there. Only that is tried again: an app without a window fails at once.
 */
async function launchWithWindow(options: LaunchOptions): Promise<{ app: ElectronApplication; page: Page }> {
  for (let attempt = 1; ; attempt++) {
    const app = await _electron.launch(options)
    try {
      const page = await app.firstWindow({ timeout: WINDOW_LIMIT_MS })
      await page.waitForLoadState('load', { timeout: LOAD_LIMIT_MS })
      return { app, page }
    } catch (error) {
      const urls = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
      )
      await app.close()
      if (attempt === LAUNCH_ATTEMPTS || urls.length === 0) throw error
      console.warn(`the driver missed the window (${urls.join()}), launching again`)
    }
  }
}

type HistoryWindow = BridgeWindow & { engineHistory: EngineStatus[]; engineChanged: (() => void)[] }

async function recordEngineHistory(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const own = window as unknown as HistoryWindow
    own.engineHistory = []
    own.engineChanged = []
    const add = (status: EngineStatus): void => {
      own.engineHistory.push(status)
      for (const changed of own.engineChanged) changed()
    }
    own.panhuo.on('engine', (status) => add(status as EngineStatus))
    // Statuses of before the page listened are gone; the current one is asked for.
    const info = await own.panhuo.invoke('shell.info', {})
    if (info.ok && own.engineHistory.length === 0) add((info.data as { engine: EngineStatus }).engine)
  })
}

function waitForEngine(page: Page, state: EngineState): Promise<EngineStatus> {
  return page.evaluate((wanted) => {
    const own = window as unknown as HistoryWindow
    return new Promise<EngineStatus>((resolve) => {
      const look = (): void => {
        const last = own.engineHistory.at(-1)
        if (last?.state === wanted) resolve(last)
      }
      own.engineChanged.push(look)
      look()
    })
  }, state)
}

function invoke(page: Page, route: string, input: unknown): Promise<Envelope<unknown>> {
  return page.evaluate(([name, value]) => (window as unknown as BridgeWindow).panhuo.invoke(name, value), [
    route,
    input,
  ] as const)
}

async function shellCall<R extends ShellRouteName>(
  page: Page,
  route: R,
  input: ShellInputOf<R>,
): Promise<ShellOutputOf<R>> {
  const answer = await invoke(page, route, input)
  if (!answer.ok) throw new Error(`${route}: ${answer.code} ${answer.message}`)
  return answer.data as ShellOutputOf<R>
}

async function screenshots(app: ElectronApplication, page: Page, name: string): Promise<string[]> {
  const folder = join(REPO_ROOT, 'artifacts', 'screens')
  mkdirSync(folder, { recursive: true })
  const files: string[] = []
  for (const size of SCREENS) {
    await resize(app, page, size)
    const path = join(folder, `${name}-${size.width}x${size.height}.png`)
    await page.screenshot({ path })
    files.push(path)
  }
  return files
}

async function resize(
  app: ElectronApplication,
  page: Page,
  size: { width: number; height: number },
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.isVisible())
    window?.setContentSize(width, height)
  }, size)
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size)
}

async function stubDialogs(
  app: ElectronApplication,
  answers: { open?: string[]; save?: string | null },
): Promise<void> {
  await app.evaluate(({ dialog }, { open, save }) => {
    if (open) dialog.showOpenDialog = async () => ({ canceled: open.length === 0, filePaths: open })
    if (save !== undefined)
      dialog.showSaveDialog = async () => ({ canceled: save === null, filePath: save ?? '' })
  }, answers)
}
