import type { Glyph } from '../../diagram/glyph.ts'
import type { ScenarioId } from '../../scenario/catalogue.ts'
import generated from './generated/glyphs.json'

/** The picture of each scenario, made from its run by generated.test.ts. A new one has none until that has run. */
export const GLYPHS = generated as unknown as Readonly<Partial<Record<ScenarioId, Glyph>>>
