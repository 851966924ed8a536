/** Pixels of the picture, as many as the whole island has; the page shows it as large as there is room. */
export const STAGE_PX = 1024;
