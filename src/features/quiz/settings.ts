import { QUESTION_KINDS, type Question, type QuestionKind } from './question.ts'

/** What a quiz asks and how much of it. A link names both: `about=state.numbers-10`. */
export interface QuizSettings {
  readonly kinds: readonly QuestionKind[]
  /** Most questions; 0: all. */
  readonly most: number
}

export const COUNTS = [5, 10, 0] as const
export const DEFAULT_SETTINGS: QuizSettings = { kinds: QUESTION_KINDS, most: 10 }

/** `state.segment-10`; what is not understood falls back to the default. */
export function readSettings(about: string | null): QuizSettings {
  const [, names = '', number = ''] = /^([a-z.]+)-(\d{1,3})$/.exec(about ?? '') ?? []
  const kinds = QUESTION_KINDS.filter((kind) => names.split('.').includes(kind))
  return kinds.length === 0 ? DEFAULT_SETTINGS : { kinds, most: Number(number) }
}

export function writeSettings({ kinds, most }: QuizSettings): string {
  return `${QUESTION_KINDS.filter((kind) => kinds.includes(kind)).join('.')}-${most}`
}

/** The questions of one round: of the wanted kinds, at most two about one step, spread evenly over the run. */
export function roundOf(all: readonly Question[], { kinds, most }: QuizSettings): Question[] {
  const perStep = new Map<number, number>()
  const wanted = all.filter(({ kind, step }) => {
    const before = perStep.get(step) ?? 0
    if (!kinds.includes(kind) || before >= 2) return false
    perStep.set(step, before + 1)
    return true
  })
  if (most === 0 || wanted.length <= most) return wanted
  return Array.from({ length: most }, (_, i) => wanted[Math.floor((i * wanted.length) / most)] as Question)
}
