import { inject } from "vitest";

// What createTestDatabase and startTestStack look at; set in the workers of this project alone.
process.env.DATABASE_URL = inject("databaseUrl");
