/**
 * The default app of the fallback Electron: what makes `electron <folder or file>` open that app. A stock
 * Electron carries its own; the fallback has none, so these two texts are written into its resources folder.
 */
export const DEFAULT_APP_PACKAGE = JSON.stringify({ name: 'default-app', version: '0.0.0', main: 'main.js' })

export const DEFAULT_APP_MAIN = `'use strict'
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
