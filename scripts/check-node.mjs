// Says in words what would otherwise be a segmentation fault: the SQLite addon needs Node-API 10.
// Plain JavaScript on purpose, so that an old Node can still read it.
const napi = Number(process.versions.napi ?? 0)
if (napi < 10) {
  console.error(
    `盘活需要 Node 24（当前 ${process.version}）。请用 npm run … 启动，npm 会自动使用仓库自带的 Node 24；` +
      `若 node_modules 不存在，请先运行：npx -y npm@11 ci\n` +
      `Panhuo needs Node 24 (this is ${process.version}). Start it through npm run …; if node_modules is missing: npx -y npm@11 ci`,
  )
  process.exit(1)
}
