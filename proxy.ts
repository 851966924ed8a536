import { type NextRequest, NextResponse } from "next/server";

import { readClientEnv } from "@/app/_env/client";
import { isDevelopment } from "@/app/_env/mode";
import { createContentPolicy } from "@/app/_server/headers/contentPolicy";

/**
 * Gives each page a policy with a nonce of its own. Next.js reads the nonce from the request's header and puts it on
 * every script that it writes; that is why no page may be rendered ahead of its request (app/layout.tsx).
 * @param request Of a page.
 * @returns On to the page, with the policy on both ways.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = createContentPolicy({
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64"),
    isDevelopment: isDevelopment(),
    usesWalletConnect: readClientEnv().walletConnectProjectId !== undefined,
  });
  const headers = new Headers(request.headers);
  // Overwritten, not added to: what a client sends here is not believed.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Pages only: the API and files have fixed headers (next.config.mjs), and no page to protect. */
export const config = { matcher: "/((?!api/|_next/static/|game/|icon.png|logo.png|screenshot.png).*)" };
