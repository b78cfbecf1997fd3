/**
 * The default app of the fallback Electron: what makes `electron <folder or file>` open that app. A stock
 * Electron carries its own as `resources/default_app.asar`; the fallback has none and gets this one.
 */
const PACKAGE = JSON.stringify({ name: 'default-app', version: '0.0.0', main: 'main.js' })

const MAIN = `'use strict'
const { app } = require('electron')
const fs = require('node:fs')
const path = require('node:path')
const words = process.argv.slice(1)
// Like a stock Electron: "-r module" loads a module first; test drivers hold the start back with it.
const required = []
for (let at = words.indexOf('-r'); at >= 0; at = words.indexOf('-r')) required.push(words.splice(at, 2)[1])
for (const name of required) require(path.resolve(name))
const target = words.find((word) => !word.startsWith('-'))
if (!target) {
  console.error('usage: electron <folder with package.json | script>')
  process.exit(2)
}
const asked = path.resolve(target)
process.defaultApp = true
if (fs.statSync(asked).isDirectory()) {
  const manifest = JSON.parse(fs.readFileSync(path.join(asked, 'package.json'), 'utf8'))
  app.setName(manifest.productName || manifest.name)
  if (manifest.version) app.setVersion(manifest.version)
  app.setAppPath(asked)
  require(path.join(asked, manifest.main || 'index.js'))
} else {
  app.setAppPath(path.dirname(asked))
  require(asked)
}
`

/** The archive's bytes. */
export function defaultAppArchive(): Buffer {
  return asarOf({ 'package.json': PACKAGE, 'main.js': MAIN })
}

/** A flat asar archive: a length-prefixed JSON directory, padded to four bytes, then the files back to back. */
function asarOf(files: Record<string, string>): Buffer {
  const bodies = Object.values(files).map((text) => Buffer.from(text))
  let offset = 0
  const entries = Object.keys(files).map((name, at) => {
    const size = bodies[at]?.length ?? 0
    const entry = [name, { size, offset: String(offset) }]
    offset += size
    return entry
  })
  const json = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }))
  const padded = Math.ceil(json.length / 4) * 4
  const head = Buffer.alloc(16 + padded)
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(padded + 8, 4)
  head.writeUInt32LE(padded + 4, 8)
  head.writeUInt32LE(json.length, 12)
  json.copy(head, 16)
  return Buffer.concat([head, ...bodies])
}
