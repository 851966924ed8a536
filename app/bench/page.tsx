import type { Metadata } from "next";
import { FigureRow } from "@/app/_bench/FigureRow";
import { readBench } from "@/app/_bench/read";
import { SiteHeader } from "@/app/_board/SiteHeader";

export const metadata: Metadata = {
  title: "Measured",
  description: "How fast and how cheap a session key is here, each figure beside its baseline of the same run.",
};

const titles: Readonly<Record<string, string>> = {
  gas: "Gas of an operation",
  latency: "From the press to the block",
  frames: "Frames, with fifty players in view",
};

export default function BenchPage() {
  const { machine, commit, date, parts, isNoisy } = readBench();
  return (
    <>
      <SiteHeader>
        <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">Measured</h1>
        <p className="mt-3 max-w-xl text-lg text-sand-100">
          Each figure beside its baseline of the same run, on the same machine. Measure yours with{" "}
          <code>npm run bench</code>.
        </p>
      </SiteHeader>
      <main className="mx-auto grid w-full max-w-4xl grid-cols-1 gap-10 px-4 pt-2 pb-20 sm:px-5">
        {parts.map(({ name, figures }) => (
          <section key={name} aria-labelledby={`bench-${name}`}>
            <h2 id={`bench-${name}`} className="text-xl font-semibold text-sand-50">
              {titles[name] ?? name}
            </h2>
            <ul className="mt-3 grid gap-2">
              {figures.map((figure) => (
                <FigureRow key={figure.name} figure={figure} isNoisy={isNoisy(figure)} />
              ))}
            </ul>
          </section>
        ))}
        <p className="text-sm text-mist">
          Measured on {date} at commit {commit}: {machine}. A block of the local chain takes 250 ms. Noisy: a second run
          on the same machine gave a ratio that differs by more than 15 %.
        </p>
      </main>
    </>
  );
}
