"use client";

import { type RefCallback, useCallback } from "react";

const PROPERTY = "--head-bottom";

/**
 * Tells the style sheet how far down an element reaches: the map stands below it, however many rows it has.
 * @returns For the element's `ref`.
 */
export function useMapBelow(): RefCallback<HTMLElement> {
  return useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const { style } = document.documentElement;
    const watcher = new ResizeObserver(() => {
      style.setProperty(PROPERTY, `${element.getBoundingClientRect().bottom}px`);
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      style.removeProperty(PROPERTY);
    };
  }, []);
}
