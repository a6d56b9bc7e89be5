import type { Trace } from '../../../engine/trace/codec.ts'
import { group } from './markup.ts'
import { drawPicture, type PictureOptions, svgFile } from './svg-picture.ts'

/** The whole run as one still picture. */
export function svgText(trace: Trace, options: PictureOptions): string {
  const picture = drawPicture(trace, options)
  const { defs, hosts, paper, story, head } = picture
  return svgFile(picture, options.title, [
    defs,
    hosts,
    group({ transform: `translate(0 ${head})` }, [paper, story]),
  ])
}
