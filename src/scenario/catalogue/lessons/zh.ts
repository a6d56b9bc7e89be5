import type { ScenarioLessons } from '../texts.ts'
import { closing } from './zh/closing.ts'
import { opening } from './zh/opening.ts'
import { timeWait } from './zh/time-wait.ts'
import { trouble } from './zh/trouble.ts'

export const zh: ScenarioLessons = { ...opening, ...closing, ...timeWait, ...trouble }
