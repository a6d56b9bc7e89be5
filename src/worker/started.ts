import { createEngineClient } from './client.ts'

/** The engine of a page. Imported before all else, so that it starts while the rest of the page is still being read. */
export const engine = createEngineClient()
