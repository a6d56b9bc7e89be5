import type { Section } from '../../../i18n/sections.ts'
import type { Codec } from './codecs.ts'

/** Names of members that the form knows: each has a label in both languages. */
export type MemberName = keyof Section<'editor'>['members']

/** How one value of a scenario is edited. The form is drawn from a tree of these; `scenario-form.ts` is the tree. */
export type Field =
  /** One line of text that is read as a value; `hint` shows what may be typed. */
  | { readonly kind: 'typed'; readonly codec: Codec; readonly hint?: string }
  | { readonly kind: 'lines' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly options: readonly (string | number)[] }
  | { readonly kind: 'object'; readonly members: readonly Member[]; readonly layout?: 'settings' }
  | {
      readonly kind: 'list'
      readonly item: Field
      /** A new item, behind those that are there. */
      readonly fresh: (items: readonly unknown[]) => unknown
      readonly title: ItemTitle
    }
  | Cases

/** An object whose other members depend on which case it is. */
export interface Cases {
  readonly kind: 'cases'
  /** The name of the choice, and which case a value is. */
  readonly name: MemberName
  readonly caseOf: (value: unknown) => string
  readonly cases: Readonly<Record<string, Case>>
  /** Members that every case has, before and after the choice. */
  readonly before: readonly Member[]
}

interface Case {
  readonly members: readonly Member[]
  /** What the object begins with when the reader chooses this case; members of the same name are kept. */
  readonly fresh: Readonly<Record<string, unknown>>
}

export interface Member {
  readonly name: MemberName
  readonly field: Field
  /** May be missing. `fresh`: what it begins with where a person must ask for it. */
  readonly optional?: { readonly fresh?: unknown }
}

/** What an item of a list is called, from its value: `connect`, `drop SYN`. Protocol words, the same in all languages. */
type ItemTitle = (value: unknown, index: number) => string
