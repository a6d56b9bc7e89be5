import type { State } from '../../../engine/tcp/state.ts'

/** Colours of a picture that stands alone, without our style sheets: those of src/ui/tokens.css, by a test. */
export interface Palette {
  readonly bg: string
  readonly raised: string
  readonly sunken: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly ctl: string
  readonly hair2: string
  readonly hair: string
  readonly lost: string
  readonly patternInk: string
  readonly patternOpacity: number
  readonly fill: Readonly<Record<State, string>>
  readonly text: Readonly<Record<State, string>>
}

export const THEMES = ['light', 'dark'] as const
export type PictureTheme = (typeof THEMES)[number]

const LIGHT_TEXT: Palette['text'] = {
  CLOSED: '#5e6065',
  LISTEN: '#33424e',
  'SYN-SENT': '#1456c4',
  'SYN-RECEIVED': '#1b6e83',
  ESTABLISHED: '#137049',
  'FIN-WAIT-1': '#7d5c00',
  'FIN-WAIT-2': '#8a5000',
  CLOSING: '#831c04',
  'TIME-WAIT': '#b5107f',
  'CLOSE-WAIT': '#6f46bc',
  'LAST-ACK': '#46058a',
}

const DARK_TEXT: Palette['text'] = {
  CLOSED: '#989da5',
  LISTEN: '#b9bfc9',
  'SYN-SENT': '#62b4fa',
  'SYN-RECEIVED': '#9ae8ee',
  ESTABLISHED: '#5fdd9c',
  'FIN-WAIT-1': '#f8da3a',
  'FIN-WAIT-2': '#ffa63f',
  CLOSING: '#f08a4b',
  'TIME-WAIT': '#ff70c3',
  'CLOSE-WAIT': '#ddb3fc',
  'LAST-ACK': '#a894ff',
}

export const PALETTES: Readonly<Record<PictureTheme, Palette>> = {
  light: {
    bg: '#ffffff',
    raised: '#f6f6f4',
    sunken: '#fafaf8',
    ink: '#15171a',
    ink2: '#4a4f57',
    ink3: '#666c75',
    ctl: '#85878a',
    hair2: '#cfcfc9',
    hair: '#e7e7e3',
    lost: '#c8251b',
    patternInk: '#ffffff',
    patternOpacity: 0.62,
    fill: {
      CLOSED: '#626367',
      LISTEN: '#33424e',
      'SYN-SENT': '#1456c4',
      'SYN-RECEIVED': '#3f9eb5',
      ESTABLISHED: '#289b6d',
      'FIN-WAIT-1': '#b98b0c',
      'FIN-WAIT-2': '#9e5d02',
      CLOSING: '#831c04',
      'TIME-WAIT': '#ca1491',
      'CLOSE-WAIT': '#9770dc',
      'LAST-ACK': '#46058a',
    },
    text: LIGHT_TEXT,
  },
  dark: {
    bg: '#0e1013',
    raised: '#171a1f',
    sunken: '#0a0b0d',
    ink: '#f2f4f7',
    ink2: '#b4bbc6',
    ink3: '#8a929e',
    ctl: '#6c7480',
    hair2: '#343a43',
    hair: '#22262c',
    lost: '#ff6b5e',
    patternInk: '#08090b',
    patternOpacity: 0.5,
    fill: {
      CLOSED: '#63666b',
      LISTEN: '#a7adb8',
      'SYN-SENT': '#2f9bf5',
      'SYN-RECEIVED': '#9ae8ee',
      ESTABLISHED: '#52d893',
      'FIN-WAIT-1': '#f8da3a',
      'FIN-WAIT-2': '#f99420',
      CLOSING: '#c85a1b',
      'TIME-WAIT': '#eb2fa4',
      'CLOSE-WAIT': '#d9a8fb',
      'LAST-ACK': '#7450f0',
    },
    text: DARK_TEXT,
  },
}
