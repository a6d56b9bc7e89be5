/// <reference lib="dom" />
import { createRoot } from 'react-dom/client'

/** The least that a page of React can be: one thing to press. */
createRoot(document.getElementById('root') as HTMLElement).render(<button type="button">.</button>)
