import * as z from "zod/mini";
import { mapCommands } from "./keys";

// zod compiles parsers by `new Function` where it may. Pages may not, and even to try would be reported (app/_api does the same).
if (typeof window !== "undefined") z.config({ jitless: true });

const codes = z.array(z.string().check(z.minLength(1), z.maxLength(32))).check(z.minLength(1), z.maxLength(4));

/** The lessons of a first expedition, in their order. */
export const lessons = ["setOut", "walk", "gather", "bank", "home"] as const;
export type Lesson = (typeof lessons)[number];

const keysSchema = z.object(mapCommands(({ keys }) => z.catch(codes, [...keys])));

/**
 * What a player chose in this browser, in one record. Each field falls back alone, so that one bad value costs one choice
 * and not all of them. No keys of sessions, nothing secret.
 */
export const settingsSchema = z.object({
  volume: z.catch(z.number().check(z.minimum(0), z.maximum(1)), 0.6),
  muted: z.catch(z.boolean(), false),
  /** `device`: as the device asks. `less`: less motion than that. */
  motion: z.catch(z.enum(["device", "less"]), "device"),
  minimap: z.catch(z.boolean(), true),
  keys: z.catch(keysSchema, () => keysSchema.parse({})),
  /** Names that are no lesson any more are dropped. */
  lessonsDone: z.pipe(
    z.catch(z.array(z.string()), []),
    z.transform((names: string[]) => lessons.filter((lesson) => names.includes(lesson))),
  ),
  /** Notices of the system when the hour ends soon and the tab is hidden. */
  systemNotices: z.catch(z.boolean(), false),
  coach: z.catch(z.boolean(), true),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Reads what was stored; whatever cannot be read falls back to its default. */
export function parseSettings(text: string | null | undefined): Settings {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? "");
  } catch {
    stored = undefined;
  }
  const parsed = settingsSchema.safeParse(stored);
  return parsed.success ? parsed.data : settingsSchema.parse({});
}
