import { count } from '../format.ts'

/** One sentence each: what happened and where. */
export const notices = {
  firstVisit: 'Drag the arrow head to delay this segment.',
  noDifference: 'No difference',
  linkDamaged: 'This link is incomplete or damaged, so the scenario did not change.',
  linkNewer: 'This link was made by a newer version of Synscope.',
  linkTooLong: (limit: number, unit: 'characters' | 'bytes') =>
    `This link is longer than a link may be: ${count(limit)} ${unit}.`,
  linkUnknownScenario: (id: string) => `This link names a scenario that does not exist: ${id}.`,
  linkInvalid: (sentence: string) => `This link is not valid. ${sentence}`,
  updateReady: 'A new release of Synscope is ready.',
  update: 'Load it',
  captured: 'A capture is what happened. Simulate it to change it.',
  engineRestarted: 'The engine stopped answering and was started again.',
  engineCrashed: (message: string) => `The engine stopped on a mistake of ours. ${message}`,
  engineFailed: 'The engine cannot start in this browser.',
  fileUnread:
    'The file was not read: what reads files could not be loaded. Drop it again, or reload the page.',
  copyOriginal: 'Copy original',
  stopped: {
    'event-limit': (events: number) => `Stopped after ${count(events)} events.`,
    'time-limit': 'Stopped after 24 hours of simulated time.',
    loop: 'Stopped: the same thing would repeat for ever.',
    'size-limit': 'Stopped: the trace reached 64 MB.',
    cancelled: 'Stopped before the end.',
  },
}
