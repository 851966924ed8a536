import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { hash as hashSchema } from "@/app/_api/primitives";
import { SiteHeader } from "@/app/_board/SiteHeader";
import { OperationInspector } from "@/app/_inspector/OperationInspector";
import { HexLine } from "@/app/_ui/HexLine";

type Props = { params: Promise<{ hash: string }> };

export const metadata: Metadata = { title: "Operation" };

export default async function OperationPage({ params }: Props) {
  const { data: hash } = hashSchema.safeParse((await params).hash);
  if (hash === undefined) notFound();
  return (
    <>
      <SiteHeader>
        <p className="text-sand-100">Operation</p>
        <h1 className="font-mono text-3xl font-semibold text-sand-50 sm:text-4xl">
          <HexLine label="hash of the operation" hex={hash} testId="operation-hash" />
        </h1>
      </SiteHeader>
      <main className="mx-auto grid w-full max-w-4xl grid-cols-1 gap-10 px-4 pt-2 pb-20 sm:px-5">
        <OperationInspector hash={hash} />
      </main>
    </>
  );
}
