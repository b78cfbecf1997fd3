/**
 * `panhuo`: the engine from the command line. Text for people by default, one JSON document on stdout with
 * --json; exit 0 ok, 2 wrong usage, 3 input refused and nothing changed, 4 database trouble.
 */
import { parseArgs } from 'node:util'
import { Refusal } from '../../shared/domain/refusal.ts'
import { exitCodes, UsageError, type Command, type Invocation } from './command.ts'
import { analyzeCommand } from './commands/analyze.ts'
import { demoCommand } from './commands/demo.ts'
import { explainCommand } from './commands/explain.ts'
import { importCommand } from './commands/import.ts'
import { inspectCommand } from './commands/inspect.ts'
import { planCommand } from './commands/plan.ts'
import { reportCommand } from './commands/report.ts'
import { undoImportCommand } from './commands/undo-import.ts'
import { weeklyCommand } from './commands/weekly.ts'
import { endProgress } from './progress.ts'

const commands: Readonly<Record<string, Command>> = {
  inspect: inspectCommand,
  import: importCommand,
  'undo-import': undoImportCommand,
  analyze: analyzeCommand,
  explain: explainCommand,
  plan: planCommand,
  report: reportCommand,
  weekly: weeklyCommand,
  demo: demoCommand,
}

const databaseCodes = new Set([
  'DB_MISSING',
  'DB_UNREADABLE',
  'DB_NEWER',
  'DB_TROUBLE',
  'KEY_MALFORMED',
  'KEY_FILE_MISSING',
  'INTERNAL',
])

function help(): string {
  const lines = Object.entries(commands).map(
    ([name, c]) => `  ${name.padEnd(12)} ${c.summary}\n               ${c.usage}`,
  )
  return `盘活 命令行\n用法：npm run -s panhuo -- <命令> [选项] [--json]\n\n${lines.join('\n')}\n`
}

function invocationOf(command: Command, args: string[]): Invocation & { readonly json: boolean } {
  let parsed
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { ...command.options, json: { type: 'boolean' } },
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n用法：${command.usage}`)
  }
  const values = parsed.values as Record<string, string | boolean | undefined>
  const text = (name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    positionals: parsed.positionals,
    values,
    text,
    json: values['json'] === true,
    required(name) {
      const value = text(name)
      if (value === undefined) throw new UsageError(`缺少 --${name}\n用法：${command.usage}`)
      return value
    },
    integer(name, fallback) {
      const value = text(name)
      if (value === undefined) return fallback
      if (!/^\d+$/.test(value)) throw new UsageError(`--${name} 须为整数，现为 ${value}`)
      return Number(value)
    },
  }
}

function fail(error: unknown, json: boolean): number {
  endProgress()
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    return exitCodes.usage
  }
  if (!(error instanceof Refusal)) throw error
  if (json)
    process.stdout.write(
      `${JSON.stringify({ error: { code: error.code, message: error.message, details: error.details } })}\n`,
    )
  process.stderr.write(`${error.message}\n`)
  if (error.code === 'BAD_INPUT') return exitCodes.usage
  return databaseCodes.has(error.code) ? exitCodes.database : exitCodes.refused
}

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help') {
    ;(name === undefined ? process.stderr : process.stdout).write(help())
    return name === undefined ? exitCodes.usage : exitCodes.ok
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    process.stderr.write(`没有命令 ${name}\n${help()}`)
    return exitCodes.usage
  }
  try {
    const invocation = invocationOf(command, rest)
    const outcome = await command.run(invocation)
    endProgress()
    process.stdout.write(invocation.json ? `${JSON.stringify(outcome.json)}\n` : `${outcome.text}\n`)
    return exitCodes.ok
  } catch (error) {
    return fail(error, rest.includes('--json'))
  }
}

process.exitCode = await main(process.argv.slice(2))
