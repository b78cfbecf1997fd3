/**
 * The one door between the page and everything else: checks who speaks, checks the frame, answers shell routes
 * here and passes the rest to the engine, which parses its inputs by the contract.
 */
import { BrowserWindow, ipcMain } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { EngineAnswer } from './engine-frames.ts'
import type { EngineProcess } from './engine-process.ts'
import type { Log } from './log.ts'
import { isOwnPage } from './sender.ts'
import { ShellRefusal } from './shell-refusal.ts'
import { isShellRoute, shellRoutes } from '../../shared/contract/shell.ts'
import type { ShellHandlers, ShellRouteName } from '../../shared/contract/shell.ts'

const id = z.string().regex(/^[A-Za-z0-9-]{8,64}$/)
const invokeFrame = z.object({
  id,
  route: z.string().regex(/^[a-z][A-Za-z]*(\.[A-Za-z0-9]+){1,3}$/),
  input: z.unknown(),
})

export type IpcOptions = { engine: EngineProcess; handlers: ShellHandlers; devPage: string | null; log: Log }

export function openIpc({ engine, handlers, devPage, log }: IpcOptions): void {
  const isTrusted = ({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url, devPage)

  ipcMain.handle('panhuo:invoke', async (event, frame: unknown): Promise<EngineAnswer> => {
    if (!isTrusted(event)) return refused('BAD_SENDER', '来源不受信任。')
    const parsed = invokeFrame.safeParse(frame)
    if (!parsed.success) return refused('BAD_FRAME', '请求格式不正确。')
    const { id, route, input } = parsed.data
    return isShellRoute(route) ? answerShell(handlers, route, input, log) : engine.request(id, route, input)
  })

  ipcMain.on('panhuo:cancel', (event, frame: unknown) => {
    const parsed = id.safeParse(frame)
    if (isTrusted(event) && parsed.success) engine.cancel(parsed.data)
  })
}

/** Sends an event to every window of ours. */
export function broadcast(name: string, data: unknown): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send('panhuo:event', name, data)
  }
}

async function answerShell(
  handlers: ShellHandlers,
  route: ShellRouteName,
  input: unknown,
  log: Log,
): Promise<EngineAnswer> {
  const schema: z.ZodType = shellRoutes[route].input
  const parsed = schema.safeParse(input)
  if (!parsed.success) {
    return { ...refused('BAD_INPUT', '请求内容不正确。'), details: parsed.error.issues }
  }
  try {
    // The map pairs each schema with its handler; TypeScript cannot follow that through a variable key.
    const handle = handlers[route] as (value: unknown) => unknown
    return { ok: true, data: await handle(parsed.data) }
  } catch (error) {
    if (error instanceof ShellRefusal) return refused(error.code, error.message)
    log.error(`${route} failed`, error)
    return refused('SHELL_ERROR', '操作没有完成，请重试；若再次出现，请查看日志。')
  }
}

function refused(code: string, message: string): { ok: false; code: string; message: string } {
  return { ok: false, code, message }
}
