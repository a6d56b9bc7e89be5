// Who may import whom: docs/decisions/0001-import-table.md. The linter reads this table through ./plugin.mjs.

/**
 * @typedef {object} Layer
 * @property {string} path      folder, or file without its ending, under src/
 * @property {string[]} may     what it may import, besides itself
 * @property {string[]} [types] what it may import types from
 * @property {string[]} [packages] npm packages it may import; '*' for any
 * @property {boolean} [eachFolderAlone] its folders may not import each other
 */

const MATHS = ['d3-array', 'd3-scale', 'd3-shape']
const TCP_WORDS = [
  'engine/tcp/state',
  'engine/tcp/segment',
  'engine/tcp/rules',
  'engine/tcp/rule-texts',
  'engine/tcp/transitions',
  'engine/tcp/edge-labels',
  'engine/tcp/edge-sources',
]
const WORKER_DOOR = [
  'worker/client',
  'worker/protocol',
  'worker/import-client',
  'worker/import-protocol',
  'worker/population/client',
  'worker/population/protocol',
]
const VIEWS = [
  'base',
  'ui',
  'i18n',
  'diagram',
  'drawing',
  'narration',
  'scenario',
  'store',
  'terms',
  'features',
  ...WORKER_DOOR,
]

/** @type {Layer[]} The first row whose path holds a file is that file's. */
export const LAYERS = [
  { path: 'base', may: [] },
  { path: 'engine/tcp', may: ['base'] },
  { path: 'engine/host', may: ['base', 'engine/tcp'] },
  { path: 'engine/net', may: ['base', 'engine/tcp'] },
  // Codes of states, timers and rules are indexes into their lists, so the codec needs the lists themselves.
  { path: 'engine/trace', may: ['base', 'engine/tcp'], types: ['engine/host'] },
  { path: 'engine/sim', may: ['base', 'engine/tcp', 'engine/host', 'engine/net', 'engine/trace'] },
  { path: 'engine/wire', may: ['base', 'engine/tcp/segment', 'engine/tcp/options'] },
  // States of a capture are inferred in the words of the state machine, and written down by the trace's builder.
  {
    path: 'engine/capture',
    may: ['base', ...TCP_WORDS, 'engine/tcp/seq', 'engine/tcp/options', 'engine/wire', 'engine/trace'],
  },
  { path: 'scenario', may: ['base', 'engine'], packages: ['fflate', 'valibot'] },
  { path: 'i18n', may: ['base', 'engine/tcp/rules', 'engine/tcp/rule-texts'], packages: ['react'] },
  { path: 'ui', may: ['base'], packages: ['*'] },
  { path: 'diagram', may: ['base', 'i18n', 'engine/trace', ...TCP_WORDS], packages: MATHS },
  {
    path: 'drawing',
    may: ['base', 'ui', 'i18n', 'diagram', 'engine/trace', ...TCP_WORDS],
    packages: ['react'],
  },
  { path: 'narration', may: ['base', 'i18n', 'engine/trace', ...TCP_WORDS] },
  // Sentences that explain their own words; several features write them.
  {
    path: 'terms',
    may: ['base', 'ui', 'i18n', 'drawing', 'narration', 'store', ...TCP_WORDS],
    packages: ['react', 'react-aria-components'],
  },
  {
    path: 'worker',
    may: ['base', 'engine', 'scenario', 'diagram', 'narration', 'i18n'],
    packages: ['valibot'],
  },
  {
    path: 'cli',
    may: ['base', 'engine', 'scenario', 'diagram', 'narration', 'i18n'],
    packages: ['node:*'],
  },
  {
    path: 'store',
    may: ['base', 'scenario', 'engine/trace', ...WORKER_DOOR],
    types: ['engine/sim/scenario', 'engine/sim/population', 'engine/tcp/state'],
    packages: ['*'],
  },
  // Several runs under the one clock; several features show some.
  { path: 'runs', may: ['diagram', 'drawing', 'engine/trace', 'store'], packages: ['react'] },
  {
    path: 'features',
    may: [
      'base',
      'ui',
      'i18n',
      'diagram',
      'drawing',
      'narration',
      'runs',
      'scenario',
      'store',
      'terms',
      'engine/trace',
      'engine/wire',
      'engine/tcp/profiles',
      // Exports are made in the page; captures are read in the worker, what it marked in them is told in the page.
      'engine/capture/captured-trace',
      'engine/capture/write-pcap',
      'engine/capture/write-pcapng',
      ...TCP_WORDS,
    ],
    types: [
      'engine/sim/scenario',
      'engine/sim/population',
      'engine/tcp',
      'engine/capture',
      'worker/import-protocol',
      'worker/population/protocol',
    ],
    packages: ['*'],
    eachFolderAlone: true,
  },
  { path: 'app', may: VIEWS, types: ['engine'], packages: ['*'] },
  // What both pages show and do is written once, in the app.
  {
    path: 'embed',
    may: [
      ...VIEWS,
      'app/appearance',
      'app/narration-strip',
      'app/notices',
      'app/predict-view',
      'app/presentation',
      'worker/started',
    ],
    types: ['engine'],
    packages: ['*'],
  },
  { path: 'gallery', may: [] },
  // The composition roots: files that lie in src/ itself, one for each HTML page.
  {
    path: '',
    may: [...VIEWS, 'app', 'embed', 'gallery', 'worker/started'],
    types: ['engine'],
    packages: ['*'],
  },
]

/**
 * Debts: imports that the table forbids and that we mean to remove. One line each, with its reason.
 * @type {{ from: string, to: string, reason: string }[]}
 */
export const DEBTS = []
