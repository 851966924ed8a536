import { describe, expect, test } from "vitest";

import { createRegistry } from "./registry";

describe("the registry", () => {
  test("renders help and type of counters and gauges once", () => {
    const registry = createRegistry();
    registry.count("a_total", "Counts.", { door: "rpc" });
    registry.count("a_total", "Counts.", { door: "rpc" });
    registry.count("a_total", "Counts.", { door: 'odd"\\\n' });
    const gauges = [
      { name: "up", help: "Parts.", labels: { part: "rpc" }, value: 1 },
      { name: "up", help: "Parts.", labels: { part: "database" }, value: 0 },
    ];
    expect(registry.render(gauges)).toBe(
      [
        "# HELP a_total Counts.",
        "# TYPE a_total counter",
        'a_total{door="rpc"} 2',
        'a_total{door="odd\\"\\\\\\n"} 1',
        "# HELP up Parts.",
        "# TYPE up gauge",
        'up{part="rpc"} 1',
        'up{part="database"} 0',
        "",
      ].join("\n"),
    );
  });

  test("accumulates a histogram's buckets", () => {
    const registry = createRegistry();
    for (const seconds of [0.001, 0.02, 0.02, 60]) registry.observe("t_seconds", "Times.", { door: "rpc" }, seconds);
    const text = registry.render([]);
    expect(text).toContain('t_seconds_bucket{door="rpc",le="0.005"} 1\n');
    expect(text).toContain('t_seconds_bucket{door="rpc",le="0.025"} 3\n');
    expect(text).toContain('t_seconds_bucket{door="rpc",le="10"} 3\n');
    expect(text).toContain('t_seconds_bucket{door="rpc",le="+Inf"} 4\n');
    expect(text).toContain('t_seconds_sum{door="rpc"} 60.041\n');
    expect(text).toContain('t_seconds_count{door="rpc"} 4\n');
  });

  test("limits the number of series, whatever is counted", () => {
    const registry = createRegistry();
    for (let i = 0; i < 1_000; i++) registry.count("b_total", "Counts.", { account: `0x${i}` });
    const lines = registry
      .render([])
      .split("\n")
      .filter((line) => line.startsWith("b_total{"));
    expect(lines).toHaveLength(129);
    expect(lines.at(-1)).toBe(`b_total{account="other"} ${1_000 - 128}`);
  });
});
