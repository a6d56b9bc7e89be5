/** Two lifelines and a handshake between them. */
export function Logo() {
  return (
    <svg
      width="18"
      height="20"
      viewBox="0 0 18 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      aria-hidden
    >
      <path d="M1.2 1v18M16.8 1v18" strokeLinecap="round" />
      <path d="M1.2 4.6l15.6 3.6M16.8 8.2L1.2 13l15.6 3.4" strokeLinejoin="round" />
    </svg>
  )
}
