/** The log file. Every line passes the redaction before it is written; nothing is sent anywhere. */
import electronLog from 'electron-log/main'
import { redactValue } from './redact.ts'

const MAX_BYTES = 2 * 1024 * 1024

export type Log = {
  info: (message: string, ...details: unknown[]) => void
  warn: (message: string, ...details: unknown[]) => void
  error: (message: string, ...details: unknown[]) => void
}

/** Opens the log at `file` (rotated at 2 MB). @param toConsole also print, for development */
export function openLog(file: string, toConsole: boolean): Log {
  electronLog.transports.file.resolvePathFn = () => file
  electronLog.transports.file.maxSize = MAX_BYTES
  electronLog.transports.console.level = toConsole ? 'info' : false
  electronLog.transports.ipc.level = false
  electronLog.hooks.push((message) => ({ ...message, data: message.data.map((item) => redactValue(item)) }))
  return electronLog
}
