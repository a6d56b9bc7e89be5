import { useScenarioTitle } from '../features/catalogue/titles.ts'
import { SpeakerNotes as Notes } from '../features/present/speaker-notes.tsx'

/** The second window of a lecture. */
export function SpeakerNotes() {
  return <Notes title={useScenarioTitle()} />
}
