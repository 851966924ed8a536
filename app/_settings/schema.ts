import { z } from "zod";
import { mapCommands } from "./keys";

// zod compiles parsers by `new Function` where it may. Pages may not, and even to try would be reported (app/_api does the same).
if (typeof window !== "undefined") z.config({ jitless: true });

const codes = z.array(z.string().min(1).max(32)).min(1).max(4);

/** The lessons of a first expedition, in their order. */
export const lessons = ["setOut", "walk", "gather", "bank", "home"] as const;
export type Lesson = (typeof lessons)[number];

const keysSchema = z.object(mapCommands(({ keys }) => codes.catch([...keys])));

/**
 * What a player chose in this browser, in one record. Each field falls back alone, so that one bad value costs one choice
 * and not all of them. No keys of sessions, nothing secret.
 */
export const settingsSchema = z.object({
  volume: z.number().min(0).max(1).catch(0.6),
  muted: z.boolean().catch(false),
  /** `device`: as the device asks. `less`: less motion than that. */
  motion: z.enum(["device", "less"]).catch("device"),
  minimap: z.boolean().catch(true),
  keys: keysSchema.catch(() => keysSchema.parse({})),
  /** Names that are no lesson any more are dropped. */
  lessonsDone: z
    .array(z.string())
    .catch([])
    .transform((names) => lessons.filter((lesson) => names.includes(lesson))),
  /** Notices of the system when the hour ends soon and the tab is hidden. */
  systemNotices: z.boolean().catch(false),
  coach: z.boolean().catch(true),
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
