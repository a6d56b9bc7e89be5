import { Compare } from '../features/compare/compare.tsx'
import { Transport } from '../features/timeline/transport.tsx'
import { useLayout } from './breakpoints.ts'

/** Runs side by side, with the studio's transport. */
export function CompareView() {
  const layout = useLayout()
  return <Compare transport={<Transport phone={layout === 'phone'} />} />
}
