import { studio } from '../store/store.ts'
import { Presentation } from './presentation.tsx'

const leave = () => studio.getState().show(null)

/** The lecture of the studio: leaving it leads back there. */
export function LectureView() {
  return <Presentation onLeave={leave} />
}
