/** Errors of socket calls, in POSIX spelling (tcp-facts 4.15; docs/model.md names the Windows ones). */
export type Errno =
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'EALREADY'
  | 'EBADF'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EINPROGRESS'
  | 'EINVAL'
  | 'EISCONN'
  | 'ENOTCONN'
  | 'EPIPE'
  | 'ETIMEDOUT'
