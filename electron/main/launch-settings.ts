/**
 * What the environment and the command line may change about a start. Everything that would swap code (the
 * engine's entry, the Node that runs it, the development page) is honoured only outside a packaged release.
 */
export type LaunchSettings = {
  /** Node binary that runs the engine as a plain child process; null means a utility process. */
  engineNode: string | null
  /** Another engine script, for tests; null means the built one. */
  engineEntry: string | null
  /** Page served by the development server; null means the built page over app://. */
  devPage: string | null
  /** Folder for everything the product stores; null means the system's own place. */
  userDataDir: string | null
  /** Print one HTML file to one PDF and leave, without a window or an engine. */
  printJob: { html: string; out: string } | null
}

/** Reads the settings. @throws Error (Chinese) when `--print-html` comes without `--out` */
export function readLaunchSettings(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
  packaged: boolean,
): LaunchSettings {
  const developer = (name: string): string | null => (packaged ? null : env[name] || null)
  return {
    engineNode: developer('PANHUO_ENGINE_NODE'),
    engineEntry: developer('PANHUO_ENGINE_ENTRY'),
    devPage: developer('ELECTRON_RENDERER_URL'),
    userDataDir: env['PANHUO_USER_DATA'] || null,
    printJob: readPrintJob(argv),
  }
}

function readPrintJob(argv: readonly string[]): { html: string; out: string } | null {
  const html = valueAfter(argv, '--print-html')
  if (html === null) return null
  const out = valueAfter(argv, '--out')
  if (out === null) throw new Error('--print-html 需要同时给出 --out 输出文件')
  return { html, out }
}

function valueAfter(argv: readonly string[], name: string): string | null {
  const at = argv.findIndex((word) => word === name || word.startsWith(`${name}=`))
  const word = argv[at]
  if (word === undefined) return null
  return word.includes('=') ? word.slice(name.length + 1) : (argv[at + 1] ?? null)
}
