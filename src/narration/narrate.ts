import type { Trace } from '../engine/trace/codec.ts'
import type { Messages } from '../i18n/en.ts'
import { arrivalSayings } from './arrival.ts'
import { callSayings } from './call.ts'
import { type Part, partsOf } from './parts.ts'
import { remarks, startSayings } from './remark.ts'
import { type Saying, Scene } from './scene.ts'
import { lossSayings, timerSayings } from './timer.ts'

/** A remark below this is made only where there is nothing else to say. */
const WORTH_ADDING = 28

/** Longest telling of a step, in units of one Latin letter; a Chinese character counts for two. */
export const LONGEST = 180

/**
 * One or two short sentences about one step: what happened and why, computed from its facts alone. The same for the
 * page, the exports and the command line; `messages` is one of src/i18n/en.ts and zh.ts.
 */
export function narrate(trace: Trace, step: number, messages: Messages): Part[] {
  return partsOf(narration(trace, step, messages))
}

/** The same as plain text. */
export function narration(trace: Trace, step: number, messages: Messages): string {
  const [main, ...others] = sayingsOf(new Scene(trace, step))
  if (main === undefined) return ''
  const first = spaced(main.say(messages))
  const worthAdding = others.filter((saying) => saying.weight >= WORTH_ADDING)
  const extra = worthAdding.find((saying) => lengthOf(first) + lengthOf(saying.say(messages)) < LONGEST)
  if (extra === undefined) return first
  const second = spaced(extra.say(messages))
  return spaced(extra.fact < main.fact ? `${second} ${first}` : `${first} ${second}`)
}

/** Chinese typography: one space between Chinese and Latin characters, none in Chinese or beside its punctuation. */
function spaced(text: string): string {
  return text
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replace(/(\p{Script=Han})(?=[\w])/gu, '$1 ')
    .replace(/([\w)])(?=\p{Script=Han})/gu, '$1 ')
    .replace(/ *([，。：；（）]) */g, '$1')
}

/** Everything worth saying, the heaviest first. */
function sayingsOf(scene: Scene): Saying[] {
  const sayings =
    scene.step === 0
      ? startSayings(scene)
      : [
          ...arrivalSayings(scene),
          ...lossSayings(scene),
          ...timerSayings(scene),
          ...callSayings(scene),
          ...remarks(scene),
        ]
  return sayings.sort((a, b) => b.weight - a.weight || a.fact - b.fact)
}

/** Chinese characters and their punctuation are twice as wide, and say twice as much. */
export function lengthOf(sentence: string): number {
  let length = 0
  for (const char of sentence) length += char >= '\u2e80' ? 2 : 1
  return length
}
