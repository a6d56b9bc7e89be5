import { lazy } from 'react'

/** What can fill the screen instead of the studio, by its name in addresses. Each is fetched when it is first opened. */
export const VIEWS = {
  capture: lazy(async () => ({ default: (await import('./capture-view.tsx')).CaptureView })),
  compare: lazy(async () => ({ default: (await import('./compare-view.tsx')).CompareView })),
  explore: lazy(async () => ({ default: (await import('../features/explorer/explorer.tsx')).Explorer })),
  predict: lazy(async () => ({ default: (await import('./predict-view.tsx')).PredictView })),
  myths: lazy(async () => ({ default: (await import('./myths-view.tsx')).MythsView })),
  lab: lazy(async () => ({ default: (await import('../features/population-lab/lab.tsx')).Lab })),
  reality: lazy(async () => ({ default: (await import('./reality-view.tsx')).RealityView })),
  glossary: lazy(async () => ({ default: (await import('../features/glossary/glossary.tsx')).Glossary })),
} as const

export type ViewName = keyof typeof VIEWS

/** The order of the menu. */
export const VIEW_NAMES = Object.keys(VIEWS) as readonly ViewName[]

export const isView = (name: string | null): name is ViewName => name !== null && Object.hasOwn(VIEWS, name)

/** Views without the top bar, and in no menu. */
export const WHOLE_SCREEN = {
  present: lazy(async () => ({ default: (await import('./lecture-view.tsx')).LectureView })),
  notes: lazy(async () => ({ default: (await import('./speaker-notes.tsx')).SpeakerNotes })),
} as const

export const isWholeScreen = (name: string | null): name is keyof typeof WHOLE_SCREEN =>
  name !== null && Object.hasOwn(WHOLE_SCREEN, name)
