/**
 * Checked by the compiler, not run: the window's picture of the shell's routes must be the shell's own. A
 * renamed option or a missing answer would otherwise fail only at run time.
 */
import type * as shell from '../../electron/main/shell-routes.ts'
import type { ShellInputOf, ShellOutputOf, ShellRouteName } from '../../renderer/api/shell-contract.ts'

type Extends<A, B> = [A] extends [B] ? true : false

/** True for a route of both sides whose input the shell takes and whose answer the window understands. */
type Agrees<R> = R extends ShellRouteName & shell.ShellRouteName
  ? Extends<ShellInputOf<R>, shell.ShellInputOf<R>> extends true
    ? Extends<shell.ShellOutputOf<R>, ShellOutputOf<R>>
    : false
  : false

export const everyRouteAgrees: { readonly [R in ShellRouteName | shell.ShellRouteName]: Agrees<R> & true } = {
  'shell.openFiles': true,
  'shell.openFolder': true,
  'shell.saveFile': true,
  'shell.info': true,
  'shell.printPlanPdf': true,
  'shell.savePdf': true,
  'shell.print': true,
  'shell.showItem': true,
  'shell.restartEngine': true,
  'shell.quit': true,
}
