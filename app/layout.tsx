import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Hourglass: an exploration game on the blockchain", template: "%s · Hourglass" },
  description: "Explore an island. Agree once, then play for an hour with no pop-ups and no fees.",
  icons: { icon: "/icon.png", apple: "/icon.png" },
};

export const viewport: Viewport = {
  themeColor: "#0d0c22",
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
};

/** Waits for a request: a page made ahead of it could not carry the nonce that lets its scripts run (proxy.ts). */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
