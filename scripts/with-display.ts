/**
 * Runs a command with a screen: as it is where there is one, else on a virtual one (xvfb-run). Without
 * -noreset the virtual screen restarts whenever the last window closes, under the feet of the next app.
 */
import { spawnSync } from 'node:child_process'
import { missingDisplayMessage } from './launch.ts'

const words = process.argv.slice(2)
const message = missingDisplayMessage(process.platform, process.env, words.join(' '))
const wrapped =
  message === null ? words : ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24 -noreset', ...words]
const [command = '', ...args] = wrapped
const result = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
if (result.error) console.error(message ?? result.error.message)
process.exit(result.status ?? 1)
