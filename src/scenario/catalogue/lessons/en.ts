import type { ScenarioLessons } from '../texts.ts'
import { closing } from './en/closing.ts'
import { opening } from './en/opening.ts'
import { timeWait } from './en/time-wait.ts'
import { trouble } from './en/trouble.ts'

export const en: ScenarioLessons = { ...opening, ...closing, ...timeWait, ...trouble }
