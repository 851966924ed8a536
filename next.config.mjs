/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // It would sit on the first tab of the game; what it shows is in the log as well.
  devIndicators: false,
  // These run in Node.js only; bundling them would break their own file look-ups.
  serverExternalPackages: ["pg", "pino", "@prisma/client", "@prisma/adapter-pg"],
};
