import type { Fault, Match } from '../../engine/sim/scenario.ts'
import { duration, percent } from '../../i18n/format.ts'
import type { Messages } from '../../i18n/en.ts'
import type { Change } from '../../scenario/changes.ts'

type Words = Messages['diagram']

/** A change in a few words, as it stands on its chip: `Delay → 124 ms`, `Drop client's segment 4`. */
export function changeText(change: Change, { changes: words }: Words, knobs: Messages['knobs']): string {
  switch (change.kind) {
    case 'profile':
      return words.profile(change.to)
    case 'seed':
      return words.seed(change.to)
    case 'link': {
      const name = `${words.link[change.field]}${words.direction[change.direction]}`
      return `${name} ${change.field.endsWith('Ppm') ? percent(change.to) : duration(change.to)}`
    }
    case 'setting':
      return `${settingName(change.key, knobs)} ${settingText(change.key, change.to)}${change.side === null ? '' : ` (${change.side})`}`
    case 'fault':
      return change.after === null
        ? words.notAnyMore(faultText(change.before as Fault, words))
        : faultText(change.after, words)
    case 'call-time':
      return words.callTime(change.op)
    case 'script':
      return words.script[change.side]
    case 'member':
      return words.members[change.member]
  }
}

type SettingChange = Extract<Change, { kind: 'setting' }>

/** Settings that have a knob have a name; the others are called as in the scenario's file. */
function settingName(key: SettingChange['key'], knobs: Messages['knobs']): string {
  const names: Partial<Record<SettingChange['key'], string>> = {
    timeWaitUs: knobs.timeWait,
    rtoMinUs: knobs.rtoMin,
  }
  return names[key] ?? key.replace(/Us$/, '')
}

function settingText(key: string, value: SettingChange['to']): string {
  return key.endsWith('Us') && typeof value === 'number' ? duration(value) : String(value)
}

function faultText(fault: Fault, words: Words['changes']): string {
  const what = matchText(fault.match, words)
  switch (fault.do) {
    case 'drop':
      return words.drop(what)
    case 'delay':
      return words.delay(what, fault.byUs)
    case 'duplicate':
      return words.duplicate(what)
  }
}

function matchText({ from: sender, kind, nth }: Match, words: Words['changes']): string {
  const from = sender ?? null
  const which =
    typeof nth === 'number'
      ? String(nth)
      : typeof nth === 'string'
        ? nth
        : 'from' in nth
          ? `${nth.from}+`
          : nth.join(', ')
  return kind === 'ANY' ? words.segment(from, which) : words.kindOf(kind, which, from)
}
