import type { Messages } from '../../../i18n/en.ts'
import type { DiagramMetrics } from '../../metrics.ts'
import type { SequenceLayout } from '../../sequence-layout.ts'
import type { Palette } from './palette.ts'

/** What every part of a picture is drawn with. */
export interface Pen {
  readonly palette: Palette
  readonly metrics: DiagramMetrics
  readonly layout: SequenceLayout
  readonly words: Messages['diagram']
}

export const PROSE = "'Inter Variable', Inter, system-ui, 'PingFang SC', 'Noto Sans SC', sans-serif"
export const MONO = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace"
