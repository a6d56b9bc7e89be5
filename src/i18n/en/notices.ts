/** One sentence each: what happened and where. `detail` is from the data, for example a path or an id. */
export const notices = {
  noDifference: 'No difference',
  linkDamaged: 'This link is incomplete or damaged, so the scenario did not change.',
  linkNewer: 'This link was made by a newer version of Synscope.',
  linkTooLong: 'This link is longer than the 32,768 characters that a link may have.',
  linkUnknownScenario: (id: string) => `This link names a scenario that does not exist: ${id}.`,
  linkInvalid: (where: string) => `This link is not valid: ${where}.`,
  invalidScenario: (where: string) => `This scenario cannot run: ${where}`,
  engineRestarted: 'The engine stopped answering and was started again.',
  engineFailed: 'The engine cannot start in this browser.',
  onPage: 'Workers are not allowed here, so the engine runs in the page itself.',
  copied: 'Link copied',
  copyFailed: 'The browser does not allow copying. Take the link from the address bar.',
  copyOriginal: 'Copy original',
  stopped: {
    'event-limit': 'Stopped after 200,000 events.',
    'time-limit': 'Stopped after 24 hours of simulated time.',
    loop: 'Stopped: the same thing would repeat for ever.',
    'size-limit': 'Stopped: the trace reached 64 MB.',
    cancelled: 'Stopped before the end.',
  },
}
