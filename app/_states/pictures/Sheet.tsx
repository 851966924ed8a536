import type { ReactNode } from "react";

/** A panel as wide as beside the island, or as a phone. */
export function Sheet({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto w-full max-w-[25rem] p-3">
      <div className="panel grid grid-cols-1 gap-5 p-4">{children}</div>
    </main>
  );
}

/** Where the page speaks to the player without being asked. */
export function Speaking({ children }: { children: ReactNode }) {
  return <main className="mx-auto w-full max-w-md p-3">{children}</main>;
}

/** A page of its own, below its header. */
export function Page({ children }: { children: ReactNode }) {
  return <main className="mx-auto grid w-full max-w-4xl grid-cols-1 gap-10 px-4 py-10 sm:px-5">{children}</main>;
}
