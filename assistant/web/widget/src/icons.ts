/** Icons: drawn for this widget, on a grid of 24. */

import { html, svg, type TemplateResult } from "lit";

const draw = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path} />`}</svg>`;

export const icons = {
  ask: draw("M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12.5h5"),
  close: draw("M6 6l12 12M18 6L6 18"),
  restart: draw("M12 5v14M5 12h14"),
  remove: draw("M5 7h14M10 4h4M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5"),
  send: draw("M12 19V5M6 11l6-6 6 6"),
  stop: draw("M7 7h10v10H7z"),
  copy: draw("M9 9h10v11H9zM15 6V4H5v12h2"),
  copied: draw("M5 13l4 4L19 7"),
  helpful: draw("M8 11l3-7c2 0 2.5 1 2.5 2.5L13 10h5.5c1 0 1.5 1 1.3 1.800l-1.5 6.700c-.2.900-.8 1.5-1.800 1.5H8zM4 11h4v9H4z"),
  unhelpful: draw("M8 13l3 7c2 0 2.5-1 2.5-2.5L13 14h5.5c1 0 1.5-1 1.3-1.800l-1.5-6.700C18.1 4.600 17.5 4 16.5 4H8zM4 13h4V4H4z"),
  down: draw("M12 5v14M6 13l6 6 6-6"),
  away: draw("M14 5h5v5M19 5l-8 8M16 14v5H5V8h5"),
  document: draw("M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"),
  attention: draw("M12 4l9 16H3zM12 10v4.5M12 17v.5"),
  differ: draw("M4 8h12M12 4l4 4-4 4M20 16H8M12 12l-4 4 4 4"),
};
