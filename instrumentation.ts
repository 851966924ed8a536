/** Next.js calls this once when the server starts, before it answers anybody. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { requireEnvironment } = await import("@/app/_server/start");
  await requireEnvironment();
}
