/**
 * The files of a folder of kernel traces: what a real Linux kernel was given (`scenarios/NAME.json`) and what came of
 * it (`traces/NAME.json`). Times are milliseconds; sides are A (our C) and B (our S).
 */

export type KernelSide = 'A' | 'B'

export interface KernelScenario {
  readonly name: string
  readonly title: string
  readonly duration: number
  readonly delay: number | { readonly A_to_B: number; readonly B_to_A: number }
  readonly sysctl?: Partial<Record<KernelSide | 'both', Readonly<Record<string, number | string>>>>
  readonly app: Readonly<Record<KernelSide, readonly KernelStep[]>>
  readonly faults: readonly KernelFault[]
}

export interface KernelStep {
  readonly id?: string
  readonly at?: number
  readonly after?: string
  readonly delay?: number
  readonly op: string
  readonly sock?: string
  readonly as?: string
  readonly port?: number
  readonly src_port?: number
  readonly backlog?: number
  readonly n?: number
  readonly how?: 'rd' | 'wr' | 'rdwr'
  readonly opts?: KernelOptions
  readonly key?: string
  readonly value?: number | string
}

export interface KernelOptions {
  readonly reuseaddr?: number
  readonly keepalive?: { readonly idle: number; readonly intvl: number; readonly cnt: number }
  readonly user_timeout?: number
  readonly linger?: readonly [number, number] | { readonly on: number; readonly sec: number }
}

export interface KernelMatch {
  readonly from?: KernelSide
  readonly kind: 'SYN' | 'SYNACK' | 'ACK' | 'DATA' | 'FIN' | 'RST' | 'ANY'
  readonly nth?: number | readonly number[] | { readonly from: number } | 'all'
  readonly after?: number
  readonly before?: number
  readonly src_port?: number
  readonly dst_port?: number
}

export interface KernelFault {
  readonly do: 'drop' | 'delay' | 'dup' | 'inject'
  readonly ms?: number
  readonly match?: KernelMatch
  readonly at?: number
  readonly after_ms?: number
  readonly label?: string
  readonly seg?: {
    readonly to: KernelSide
    readonly flags: string
    readonly seq: number | string
    readonly ack?: number | string
    readonly len?: number
    readonly win?: number
    readonly ports?: readonly [number, number]
    readonly src?: number
    readonly mss?: number
    readonly ts?: object
  }
}

export interface KernelTrace {
  readonly name: string
  /** For example `Linux 6.18.44`. */
  readonly kernel: string
  readonly duration: number
  /** One way. */
  readonly delay: { readonly A_to_B: number; readonly B_to_A: number }
  readonly segments: readonly KernelSegment[]
  readonly states: readonly KernelState[]
  readonly calls: readonly KernelCall[]
}

export interface KernelSegment {
  readonly n: number
  /** `Aport-Bport`, then `#2` for a second incarnation, `@h` for a spoofed host. */
  readonly conn: string
  readonly from: KernelSide
  readonly t_sent_ms: number | null
  readonly t_delivered_ms: number | null
  readonly flags: readonly string[]
  readonly seq: number
  readonly ack: number | null
  readonly len: number
  /** Window field of the header. */
  readonly win: number
  readonly options: Readonly<Record<string, unknown>>
  readonly fate: string
  readonly injected?: string | boolean
  readonly dup_of?: number
  /** Fields that are raw numbers and not relative ones. */
  readonly absolute?: readonly string[]
  /** The numbers as they were on the wire. */
  readonly raw_seq_ack?: readonly [number, number]
}

export interface KernelState {
  readonly t_ms: number
  readonly side: KernelSide
  /** `local>remote`, `*` for a listener. */
  readonly sock: string
  readonly state: string
}

export interface KernelCall {
  readonly side: KernelSide
  readonly id: string
  readonly op: string
  readonly sock?: string
  readonly t_call_ms: number
  readonly t_return_ms: number | null
  readonly ret: number | string | null
  readonly errno: string | null
  readonly n?: number
  readonly how?: string
  readonly backlog?: number
  /** Of calls that read again and again: when each returned, and how many bytes. */
  readonly reads?: readonly (readonly [tMs: number, bytes: number])[]
}
