import { createContext, useContext, useEffect, useState } from 'react'

/** The TCP part of a segment from somewhere else than the engine, and a sentence on where it is from. */
export interface SourcedBytes {
  readonly bytes: Uint8Array
  readonly remark: string
}

/** Fetches the bytes of a segment of the run on screen; null if they cannot be had. The same function always. */
type SegmentSource = (segment: number) => Promise<SourcedBytes | null>

/** Null: nobody captured the run, its bytes are those that the engine would send. */
export const SegmentSourceContext = createContext<SegmentSource | null>(null)

/** The bytes of a segment if they come from outside; null otherwise, and until they are there. */
export function useSourcedBytes(segment: number): SourcedBytes | null {
  const source = useContext(SegmentSourceContext)
  const [found, setFound] = useState<{
    readonly segment: number
    readonly bytes: SourcedBytes | null
  } | null>(null)
  useEffect(() => {
    let wanted = true
    void source?.(segment).then((bytes) => wanted && setFound({ segment, bytes }))
    return () => {
      wanted = false
    }
  }, [source, segment])
  return source === null || found?.segment !== segment ? null : found.bytes
}
