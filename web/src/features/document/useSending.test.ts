import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Sender } from "./useSending";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that fails as often as told. */
function server(failures = 0) {
  const got: string[] = [];
  const said: string[] = [];
  const sender = new Sender<string>({
    send: async (value) => {
      got.push(value);
      if (failures-- > 0) throw new Error("gone");
    },
    sent: (value) => void said.push(`sent ${value}`),
    failed: () => void said.push("failed"),
  });
  return { sender, got, said };
}

test("only what stands after a rest is sent", async () => {
  const { sender, got } = server();
  sender.plan("a");
  sender.plan("ab");
  await vi.advanceTimersByTimeAsync(2000);
  expect(got).toEqual(["ab"]);
});

test("what failed is sent again by itself until the server has it", async () => {
  const { sender, got, said } = server(2);
  sender.plan("a");
  await vi.advanceTimersByTimeAsync(22_000);
  expect(got).toEqual(["a", "a", "a"]);
  expect(said).toEqual(["failed", "failed", "sent a"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(got).toHaveLength(3);
});

test("back on the net or signed in again it goes at once", async () => {
  const { sender, got } = server(1);
  sender.plan("a");
  await vi.advanceTimersByTimeAsync(2000);
  sender.go();
  await vi.advanceTimersByTimeAsync(0);
  expect(got).toEqual(["a", "a"]);
});

test("after the page is left it is tried once, and is then the next page's", async () => {
  const { sender, got } = server(9);
  sender.plan("a");
  sender.leave();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(got).toEqual(["a"]);
});

test("what is stopped is not sent any more", async () => {
  const { sender, got } = server();
  sender.plan("a");
  await sender.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(got).toEqual([]);
});
