/** In a frame of a page at which somebody is at work: the focus is theirs, and comes here with a touch. */
export const isAside = (page: Document): boolean => page.defaultView?.parent !== page.defaultView && !page.hasFocus();
