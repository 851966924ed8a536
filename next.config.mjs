/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // These run in Node.js only; bundling them would break their own file look-ups.
  serverExternalPackages: ["pg", "pino", "@prisma/client", "@prisma/adapter-pg"],
};
