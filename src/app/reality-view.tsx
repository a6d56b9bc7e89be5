import { GLYPHS } from '../features/catalogue/glyphs.ts'
import { titleOf, useTitles } from '../features/catalogue/titles.ts'
import { Reality } from '../features/reality/reality.tsx'
import { Transport } from '../features/timeline/transport.tsx'
import { useLayout } from './breakpoints.ts'

/** A kernel's runs beside ours, with titles and pictures of the scenarios and the studio's transport. */
export function RealityView() {
  const layout = useLayout()
  const titles = useTitles()
  return (
    <Reality
      transport={<Transport phone={layout === 'phone'} />}
      nameOf={(scenario) => titleOf(titles, scenario) ?? ''}
      glyphOf={(scenario) => GLYPHS[scenario]}
    />
  )
}
