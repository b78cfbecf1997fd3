export * from '../../shared/contract/shell.ts'
