import { InvalidInputError } from "../errors/errors.ts";

/** Longest window that the SessionValidator accepts, in seconds (`MAX_DURATION`). */
export const MAX_DURATION_SECONDS = 3600;

/** A bundler refuses operations whose window ends within this many seconds (ERC-7562; Alto in safe mode). */
export const BUNDLER_MARGIN_SECONDS = 30;

/**
 * How far `validAfter` is in the past when a window is made. EntryPoint treats `block.timestamp <= validAfter` as "not
 * due", Alto refuses a `validAfter` in its last 5 seconds, and the newest block may be one block time old. 30 s covers
 * all three with a slow block. The price: as many seconds less to play.
 */
export const BACKDATE_SECONDS = 30;

/** Unix seconds: after `validAfter`, up to and including `validUntil`. */
export type Window = { validAfter: number; validUntil: number };

/**
 * Makes a window that can be used at once.
 * @param nowSeconds Chain clock, Unix seconds; fractions are cut off.
 * @param durationSeconds Length of the whole window, back-dating included; at most one hour.
 * @param beginSeconds When it begins, for an owner that needs time to sign. Default, and if that is over: now, back-dated.
 * @returns The window.
 * @throws InvalidInputError if no time would be left to play, or if the contract would refuse the length.
 */
export function createWindow(
  nowSeconds: number,
  durationSeconds: number = MAX_DURATION_SECONDS,
  beginSeconds?: number,
): Window {
  const min = BACKDATE_SECONDS + BUNDLER_MARGIN_SECONDS;
  if (!Number.isInteger(durationSeconds) || durationSeconds <= min || durationSeconds > MAX_DURATION_SECONDS) {
    throw new InvalidInputError("This session length is not possible.", {
      details: `duration ${durationSeconds} s, allowed ${min + 1} to ${MAX_DURATION_SECONDS} s`,
    });
  }
  const usableNow = Math.floor(nowSeconds) - BACKDATE_SECONDS;
  const validAfter = Math.max(usableNow, Math.floor(beginSeconds ?? usableNow));
  return { validAfter, validUntil: validAfter + durationSeconds };
}

/**
 * Last moment at which the client should send: the bundler would refuse a later operation.
 * @param window The grant's window.
 * @returns Unix seconds, chain clock.
 */
export function playUntil(window: Window): number {
  return window.validUntil - BUNDLER_MARGIN_SECONDS;
}

/**
 * Remaining time to play.
 * @param window The grant's window.
 * @param nowSeconds Chain clock, Unix seconds.
 * @returns Seconds, never negative; fractions are kept.
 */
export function secondsLeft(window: Window, nowSeconds: number): number {
  return Math.max(0, playUntil(window) - nowSeconds);
}
