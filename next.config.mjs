/** Of everything that this server answers. Pages get their Content-Security-Policy from proxy.ts. */
const everywhere = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  // Passkeys for this site itself; everything else that a page could ask a device for is not needed.
  "Permissions-Policy": [
    "publickey-credentials-get=(self)",
    "publickey-credentials-create=(self)",
    "fullscreen=(self)",
    "clipboard-write=(self)",
    ...["camera", "microphone", "geolocation", "payment", "usb", "serial", "bluetooth", "hid", "midi"].map(
      (name) => `${name}=()`,
    ),
    ...["accelerometer", "gyroscope", "magnetometer", "display-capture", "browsing-topics"].map((name) => `${name}=()`),
  ].join(", "),
  // Wallets that open a window of their own keep their way back to the page.
  "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "X-Permitted-Cross-Domain-Policies": "none",
};

const asList = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** A page of the gallery of states (app/states) is one in a build that asks for it, and just a file in any other. */
const withStates = process.env.HOURGLASS_STATES === "1";

/** @type {import('next').NextConfig} */
export default {
  pageExtensions: ["tsx", "ts", ...(withStates ? ["states.tsx"] : [])],
  poweredByHeader: false,
  reactStrictMode: true,
  // It would sit on the first tab of the game; what it shows is in the log as well.
  devIndicators: false,
  // Pictures are small and pixelated as they are; without the optimiser there is no endpoint that works for others.
  images: { unoptimized: true },
  // These run in Node.js only; bundling them would break their own file look-ups.
  serverExternalPackages: ["pg", "pino", "@prisma/client", "@prisma/adapter-pg"],
  headers: async () => [
    { source: "/:path*", headers: asList(everywhere) },
    // Over plain HTTP browsers ignore it, and a test on localhost must not be told to use HTTPS for two years.
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: asList({ "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
    },
    // An answer of the API that somebody opens as a page is text and does nothing.
    {
      source: "/api/:path*",
      headers: asList({ "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'" }),
    },
    // Wallets show the picture of the site that asks, other sites that of an expedition beside a link to it.
    ...["/icon.png", "/logo.png", "/api/run/:account/:number/picture"].map((source) => ({
      source,
      headers: asList({ "Cross-Origin-Resource-Policy": "cross-origin" }),
    })),
  ],
};
