import { titleOf, useTitles } from '../features/catalogue/titles.ts'
import { Myths } from '../features/myths/myths.tsx'

/** The cards, with the titles of the scenarios that show them. */
export function MythsView() {
  const titles = useTitles()
  return <Myths nameOf={(address) => titleOf(titles, address) ?? ''} />
}
