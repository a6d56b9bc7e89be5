import { localeOf } from '../base/locale.ts'
import { playback } from '../store/playback.ts'
import { THEMES, usePreferences } from '../store/preferences.ts'
import { type StudioState, studio } from '../store/store.ts'
import type { FrameAddress } from './address.ts'
import { type Command } from './messages.ts'

/** A frame opens what its address names; what moves through the run waits for that, and is not overtaken by it. */
function firstRun(): Promise<void> {
  const isOver = ({ revision, notice, engine }: StudioState) =>
    revision.count > 0 || notice !== null || engine === 'failed'
  if (isOver(studio.getState())) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = studio.subscribe((state) => {
      if (!isOver(state)) return
      stop()
      resolve()
    })
  })
}

/** Obeys a command; why not, or null. No command stores, downloads, navigates or takes the focus. */
export async function obey(command: Command, { open }: Pick<FrameAddress, 'open'>): Promise<string | null> {
  if (command.type === 'play' || command.type === 'step' || command.type === 'seek') await firstRun()
  switch (command.type) {
    case 'load': {
      const opened = await open(command.link)
      return opened === 'opened' ? null : opened
    }
    case 'play':
      playback.play()
      return null
    case 'pause':
      playback.pause()
      return null
    case 'step':
      playback.pause()
      playback.seekStep(playback.step + command.by)
      return null
    case 'seek':
      if ('step' in command.to) playback.seekStep(command.to.step)
      else playback.seek(command.to.tMs * 1000)
      return null
    case 'setTheme': {
      const theme = THEMES.find((known) => known === command.theme)
      if (theme !== undefined) usePreferences.getState().save({ theme })
      return theme === undefined ? 'unknown-theme' : null
    }
    case 'setLanguage': {
      const language = localeOf(command.language)
      if (language !== null) usePreferences.getState().save({ language })
      return language === null ? 'unknown-language' : null
    }
    case 'getState':
      return null
  }
}
