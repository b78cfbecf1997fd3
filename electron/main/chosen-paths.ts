/**
 * Remembers what the user picked in native dialogs. A page may only write to, or point at, what a person
 * chose in this session; a path made up by a page is refused.
 */
import { dirname, relative, resolve, isAbsolute, sep } from 'node:path'

export type ChosenPaths = {
  addFile: (path: string) => void
  addFolder: (path: string) => void
  /** True for a file chosen in a save dialog, exactly. */
  mayWrite: (path: string) => boolean
  /** True for anything inside a folder that was chosen, or that holds a chosen file. */
  mayShow: (path: string) => boolean
}

export function createChosenPaths(): ChosenPaths {
  const files = new Set<string>()
  const folders = new Set<string>()
  return {
    addFile(path) {
      files.add(resolve(path))
      folders.add(dirname(resolve(path)))
    },
    addFolder: (path) => void folders.add(resolve(path)),
    mayWrite: (path) => files.has(resolve(path)),
    mayShow: (path) => [...folders].some((folder) => isInside(folder, resolve(path))),
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
