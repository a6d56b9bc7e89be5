import { ChevronDown, Columns2, Link2, Menu, Moon, PencilLine, Presentation, Sun } from 'lucide-react'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { ProfileId } from '../engine/tcp/profiles.ts'
import type { Messages } from '../i18n/en.ts'
import { useScenarioTitle } from '../features/catalogue/titles.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { setProfile } from '../scenario/knobs.ts'
import { PROFILE_NAMES } from '../scenario/profile-names.ts'
import { isDark, languageOf, THEMES, themeOf, usePreferences } from '../store/preferences.ts'
import { isOfTheRun, studio, useStudio } from '../store/store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Logo } from '../ui/logo.tsx'
import { MenuButton } from '../ui/menu-button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import type { Layout } from './breakpoints.ts'
import { IS_MAC } from './platform.ts'
import styles from './top-bar.module.css'
import { isView, VIEW_NAMES } from './views.ts'

interface Props {
  readonly layout: Layout
  readonly onMenu: () => void
}

/** Where we are, how TCP behaves, how the page looks. */
export function TopBar({ layout, onMenu }: Props) {
  const { shell: words } = useMessages()
  const view = useStudio((state) => state.view)
  const ofTheRun = isOfTheRun(view)
  const hasDrawer = layout === 'phone' || layout === 'tablet'
  return (
    <header className={styles.bar} data-layout={layout}>
      {hasDrawer && (
        <IconButton label={words.menu} onClick={onMenu}>
          <Menu size={20} />
        </IconButton>
      )}
      {layout !== 'phone' && (
        <span className={styles.brand}>
          <Logo />
          {/* A name. */}
          {!hasDrawer && <b lang="en">{PRODUCT}</b>}
        </span>
      )}
      {layout !== 'phone' && <ViewChoice />}
      {ofTheRun && <ScenarioButton layout={layout} />}
      {ofTheRun && !hasDrawer && (
        <IconButton label={words.edit} keys="E" onClick={() => studio.getState().set({ dialog: 'editor' })}>
          <PencilLine size={16} />
        </IconButton>
      )}
      {!ofTheRun && layout === 'phone' && <ViewChoice />}
      {view === null && <BackToComparison />}
      <span className={styles.gap} />
      {layout !== 'phone' && (
        <>
          {ofTheRun && <ProfileChoice asMenu={layout !== 'full'} />}
          <LanguageChoice />
          <ThemeChoice />
        </>
      )}
      {hasDrawer ? (
        <IconButton label={words.shareTip} onClick={share}>
          <Link2 size={20} />
        </IconButton>
      ) : (
        <Button onClick={share} data-tip={words.shareTip} data-keys="S">
          <Link2 size={15} aria-hidden />
          {words.share}
        </Button>
      )}
      {ofTheRun && layout === 'tablet' && (
        <IconButton label={words.present} keys="P" onClick={present}>
          <Presentation size={16} />
        </IconButton>
      )}
      {!hasDrawer && <PresentButton />}
    </header>
  )
}

/** The lecture of the run on screen; nothing where the screen shows no run. */
export function PresentButton() {
  const { shell: words } = useMessages()
  const view = useStudio((state) => state.view)
  return (
    isOfTheRun(view) && (
      <Button
        // Other views have a main action of their own.
        look={view === null ? 'primary' : 'plain'}
        onClick={present}
        data-tip={words.present}
        data-keys="P"
      >
        <Presentation size={15} aria-hidden />
        {words.present}
      </Button>
    )
  )
}

const PRODUCT = 'Synscope'

const share = () => studio.getState().set({ dialog: 'share' })
const present = () => studio.getState().show('present')

/** By itself, because it alone changes with every event. */
function StepOf() {
  const { shell: words } = useMessages()
  const step = useStudio((state) => state.step)
  const last = useStudio((state) => (state.trace === null ? 0 : state.trace.stepCount - 1))
  return words.stepOf(step, last).toLowerCase()
}

function ScenarioButton({ layout }: Pick<Props, 'layout'>) {
  const { shell: words } = useMessages()
  const title = useScenarioTitle()
  const profile = useStudio((state) => state.scenario.profile)
  const open = () => studio.getState().set({ dialog: 'palette' })
  if (layout === 'phone') {
    return (
      <button
        type="button"
        className={styles.phoneTitle}
        aria-label={words.chooseScenario(title)}
        onClick={open}
      >
        <b>{title}</b>
        <span>
          {`${PROFILE_NAMES[profile]}, `}
          <StepOf />
        </span>
      </button>
    )
  }
  return (
    <button
      type="button"
      className={styles.scenario}
      aria-label={words.chooseScenario(title)}
      aria-keyshortcuts="Control+K Meta+K"
      onClick={open}
    >
      <b>{title}</b>
      <ChevronDown size={14} aria-hidden />
      {layout !== 'tablet' && <Kbd>{IS_MAC ? '\u2318K' : 'Ctrl K'}</Kbd>}
    </button>
  )
}

/** The studio and what else can fill the screen. */
export function ViewChoice() {
  const { shell: words } = useMessages()
  const view = useStudio((state) => (isView(state.view) ? state.view : 'studio'))
  return (
    <MenuButton
      label={`${words.view}: ${words.views[view]}`}
      items={[STUDIO, ...VIEW_NAMES].map((value) => ({ value, label: words.views[value] }))}
      value={view}
      look="outlined"
      onChange={(next) => studio.getState().show(next === STUDIO ? null : next)}
    >
      {words.views[view]}
      <ChevronDown size={14} aria-hidden />
    </MenuButton>
  )
}

const STUDIO = 'studio' as const

/** A comparison of the reader's own waits while one of its runs is in the studio. */
function BackToComparison() {
  const { shell: words } = useMessages()
  const waits = useStudio((state) => state.compared.length > 0)
  if (!waits) return null
  return (
    <Button onClick={() => studio.getState().show('compare')}>
      <Columns2 size={15} aria-hidden />
      {words.backToComparison}
    </Button>
  )
}

const PROFILE_OPTIONS = (Object.keys(PROFILE_NAMES) as ProfileId[]).map((value) => ({
  value,
  label: PROFILE_NAMES[value],
  lang: 'en',
}))

export function ProfileChoice({ asMenu = false }: { readonly asMenu?: boolean }) {
  const { shell: words } = useMessages()
  const profile = useStudio((state) => state.scenario.profile)
  const choose = (next: ProfileId) => {
    const { scenario, change } = studio.getState()
    const changed: Scenario = setProfile(scenario, next)
    change(changed, 'final')
  }
  if (!asMenu) {
    return <Segmented label={words.profile} options={PROFILE_OPTIONS} value={profile} onChange={choose} />
  }
  return (
    <MenuButton
      label={`${words.profile}: ${PROFILE_NAMES[profile]}`}
      items={PROFILE_OPTIONS}
      value={profile}
      look="outlined"
      onChange={choose}
    >
      {PROFILE_NAMES[profile]}
      <ChevronDown size={14} aria-hidden />
    </MenuButton>
  )
}

/** Each in its own language and script. */
const LANGUAGES = [
  { value: 'en', label: 'EN', lang: 'en' },
  { value: 'zh', label: '\u4e2d\u6587', lang: 'zh-Hans' },
] as const

export function LanguageChoice() {
  const { shell: words } = useMessages()
  const language = usePreferences(languageOf)
  const save = usePreferences((state) => state.save)
  return (
    <Segmented
      label={words.language}
      options={LANGUAGES}
      value={language}
      onChange={(next) => save({ language: next })}
    />
  )
}

export function ThemeChoice() {
  const { shell: words } = useMessages()
  const theme = usePreferences(themeOf)
  const save = usePreferences((state) => state.save)
  return (
    <MenuButton
      label={themeLabel(words, theme)}
      items={THEMES.map((value) => ({ value, label: words.themes[value] }))}
      value={theme}
      className={styles.theme}
      tip={words.theme}
      keys="T"
      onChange={(next) => save({ theme: next })}
    >
      {isDark(theme) ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />}
    </MenuButton>
  )
}

const themeLabel = (words: Messages['shell'], theme: (typeof THEMES)[number]): string =>
  `${words.theme}: ${words.themes[theme]}`
