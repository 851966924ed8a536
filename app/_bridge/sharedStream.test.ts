import { createLocalLock } from "@hourglass/session/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSharedStream, type SharedStreamPorts, type StreamChannel, type StreamMessage } from "./sharedStream";

/** One browser: tabs that share locks and channels, and a server that counts connections. */
function createBrowser() {
  const lock = createLocalLock();
  const channels = new Set<StreamChannel>();
  const sources = new Set<{ tell: (type: string, data?: string) => void }>();
  const ports: SharedStreamPorts = {
    createSource: () => {
      const listeners = new Map<string, ((event: MessageEvent) => void)[]>();
      const source = {
        tell: (type: string, data = "") => {
          for (const listener of listeners.get(type) ?? []) listener(new MessageEvent(type, { data }));
        },
        addEventListener: (type: string, listener: unknown) => {
          listeners.set(type, [...(listeners.get(type) ?? []), listener as (event: MessageEvent) => void]);
        },
        close: () => void sources.delete(source),
      };
      sources.add(source);
      return source as never;
    },
    shared: {
      lock,
      createChannel: () => {
        const channel: StreamChannel = {
          onmessage: null,
          postMessage: (data: unknown) => {
            for (const other of [...channels]) {
              if (other !== channel)
                queueMicrotask(() =>
                  other.onmessage?.(new MessageEvent("message", { data }) as MessageEvent<StreamMessage>),
                );
            }
          },
          close: () => void channels.delete(channel),
        };
        channels.add(channel);
        return channel;
      },
    },
  };
  const openTab = () => {
    const heard: StreamMessage[] = [];
    return { heard, close: openSharedStream("/api/events", (message) => heard.push(message), ports) };
  };
  return {
    ports,
    openTab,
    connections: () => sources.size,
    tell: (type: string, data?: string) => [...sources][0]?.tell(type, data),
  };
}

const settle = () => vi.advanceTimersByTimeAsync(1);
const blocks = (heard: readonly StreamMessage[]) => heard.flatMap((each) => (each.type === "block" ? each.data : []));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("ten tabs have one connection, and all receive everything in order", async () => {
  const browser = createBrowser();
  const tabs = Array.from({ length: 10 }, browser.openTab);
  await settle();
  expect(browser.connections()).toBe(1);
  for (const data of ["1", "2", "3"]) browser.tell("block", data);
  await settle();
  for (const { heard } of tabs) expect(blocks(heard)).toEqual(["1", "2", "3"]);
});

test("a tab opened later learns whether the stream is open, and the last status", async () => {
  const browser = createBrowser();
  browser.openTab();
  await settle();
  browser.tell("open");
  browser.tell("status", "down");
  browser.tell("status", "up");
  const late = browser.openTab();
  await settle();
  expect(late.heard).toEqual([{ type: "open" }, { type: "status", data: "up" }]);
});

test("when the tab that holds the stream closes, another one takes over, and all read what was missed", async () => {
  const browser = createBrowser();
  const [first, second, third] = [browser.openTab(), browser.openTab(), browser.openTab()];
  await vi.advanceTimersByTimeAsync(2_000);
  first.close();
  await settle();
  expect(browser.connections()).toBe(1);
  for (const { heard } of [second, third]) {
    expect(heard.filter(({ type }) => type === "reset").length).toBeGreaterThan(0);
    heard.length = 0;
  }
  browser.tell("block", "4");
  await settle();
  expect([blocks(second.heard), blocks(third.heard)]).toEqual([["4"], ["4"]]);
  second.close();
  third.close();
  await settle();
  expect(browser.connections()).toBe(0);
});

test("a holder that is stuck counts as a closed stream for the others, until it sends again", async () => {
  const browser = createBrowser();
  browser.openTab();
  const other = browser.openTab();
  await settle();
  browser.tell("open");
  await settle();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(other.heard.at(-1)).toEqual({ type: "closed" });
});

test("without locks each tab has its own stream", async () => {
  const browser = createBrowser();
  const heard: StreamMessage[] = [];
  const close = openSharedStream("/api/events", (message) => heard.push(message), {
    ...browser.ports,
    shared: undefined,
  });
  browser.tell("block", "1");
  expect([blocks(heard), browser.connections()]).toEqual([["1"], 1]);
  close();
  expect(browser.connections()).toBe(0);
});
