import type { Messages } from './en.ts'
import { shell } from './zh/shell.ts'

export const zh: Messages = { shell }
