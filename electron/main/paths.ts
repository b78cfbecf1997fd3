/** Where things are: the built files next to this bundle, and the product's own folder on this machine. */
import { join } from 'node:path'
import { app } from 'electron'
import type { LaunchSettings } from './launch-settings.ts'

export type ProductPaths = {
  preload: string
  rendererDir: string
  engineEntry: string
  userData: string
  db: string
  key: string
  backups: string
  log: string
}

/** Applies the folder override and returns every path. Call before `app` is ready. */
export function productPaths(settings: LaunchSettings): ProductPaths {
  if (settings.userDataDir) app.setPath('userData', settings.userDataDir)
  const userData = app.getPath('userData')
  return {
    preload: join(__dirname, '..', 'preload', 'index.cjs'),
    rendererDir: join(__dirname, '..', 'renderer'),
    engineEntry: settings.engineEntry ?? join(__dirname, 'engine.cjs'),
    userData,
    db: join(userData, 'panhuo.db'),
    key: join(userData, 'key.bin'),
    backups: join(userData, 'backups'),
    log: join(userData, 'logs', 'panhuo.log'),
  }
}
