// Which modules share a file of the build. Left to itself, each set of pages that have something in common gets a file,
// however small: sixty before the first picture, and a browser is longer at fetching and starting a file than at reading it.
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What is fetched at one go, from these modules on.
 * @type {Record<string, { roots: string[], whenAsked?: boolean }>}
 */
const OCCASIONS = {
  /** By itself, so that it runs before React is even compiled. */
  engine: { roots: ['src/worker/started.ts'] },
  studio: { roots: ['src/main.tsx'] },
  embed: { roots: ['src/embed/main.tsx'] },
  /** What both pages fetch at once for their first picture. */
  picture: {
    roots: [
      'src/engine/trace/codec.ts',
      'src/features/sequence-diagram/sequence-diagram.tsx',
      'src/features/timeline/timeline.tsx',
      'src/features/timeline/parts/clock.tsx',
      'src/app/narration-strip.tsx',
    ],
  },
  /** Whatever a page may ever fetch: none of it may share a file with what starts the other page. */
  studioLater: { roots: ['src/main.tsx'], whenAsked: true },
  embedLater: { roots: ['src/embed/main.tsx'], whenAsked: true },
}

/** A module belongs to the first file all of whose occasions need it; one that no row needs, where the bundler likes. */
const FILES = /** @type {const} */ ([
  ['engine'],
  ['studio', 'embed'],
  ['studio', 'picture'],
  ['studio', 'embedLater'],
  ['embed', 'studioLater'],
  ['studio'],
  ['embed'],
  ['picture'],
])

const SOURCE = fileURLToPath(new URL('..', import.meta.url))

/**
 * Puts a module and all that comes with it into `found`.
 * @param {string} id
 * @param {import('vite').Rolldown.ChunkingContext} context
 * @param {boolean} whenAsked with what it fetches later, too
 * @param {Set<string>} found
 */
function follow(id, context, whenAsked, found) {
  const module = context.getModuleInfo(id)
  if (module === null || found.has(id)) return
  found.add(id)
  const next = whenAsked ? [...module.importedIds, ...module.dynamicallyImportedIds] : module.importedIds
  for (const each of next) follow(each, context, whenAsked, found)
}

/** @param {import('vite').Rolldown.ChunkingContext} context @returns {Record<string, Set<string>>} modules by occasion */
function modulesOf(context) {
  return Object.fromEntries(
    Object.entries(OCCASIONS).map(([occasion, { roots, whenAsked = false }]) => {
      /** @type {Set<string>} */
      const found = new Set()
      for (const root of roots) {
        const file = path.join(SOURCE, root)
        if (context.getModuleInfo(file) === null) throw new Error(`shared-files: the build has no ${root}`)
        follow(file, context, whenAsked, found)
      }
      return [occasion, found]
    }),
  )
}

/** @returns {import('vite').Rolldown.CodeSplittingOptions} */
export function sharedFiles() {
  /** @type {Record<string, Set<string>> | undefined} */
  let needed
  /** @type {import('vite').Rolldown.CodeSplittingNameFunction} */
  const name = (id, context) => {
    const modules = (needed ??= modulesOf(context))
    return FILES.find((occasions) => occasions.every((each) => modules[each]?.has(id)))?.join('-') ?? null
  }
  return { includeDependenciesRecursively: false, groups: [{ name }] }
}
