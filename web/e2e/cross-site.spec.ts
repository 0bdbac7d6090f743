/** A page of somebody else, in the same browser as a person who is signed in: whatever it sends, it changes nothing. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./support/test";

/** What such a page tries: forms, fetches and pictures, with whatever a browser lets it. */
const attack = (at: string) => `<!doctype html><meta charset="utf-8"><title>prize</title>
<form id="form" method="post" action="${at}/sign-out" target="sink"></form>
<form id="text" method="post" enctype="text/plain" action="${at}/api/v1/session/password" target="sink"><input name='{"current":"tongguan-demo-2026","next":"taken over by others","x":"' value='"}'></form>
<form id="password" method="post" action="${at}/password" target="sink"><input name="current" value="tongguan-demo-2026"><input name="next" value="taken over by others"><input name="again" value="taken over by others"></form>
<form id="factor" method="post" action="${at}/second-factor" target="sink"><input name="act" value="enrol"><input name="code" value="000000"></form>
<iframe name="sink"></iframe>
<img src="${at}/sign-out"><img src="${at}/api/v1/session">
<script>
const tries = [
  ["POST", "/api/v1/settings/commands", JSON.stringify({ type: "put_setting", key: "delegation_max_days", value: 7 })],
  ["DELETE", "/api/v1/session", undefined],
  ["POST", "/api/v1/session/confirm", JSON.stringify({ password: "tongguan-demo-2026" })],
  ["POST", "/sign-out", ""],
];
const go = async () => {
  const seen = [];
  for (const mode of ["no-cors", "cors"]) for (const [method, path, body] of tries) for (const type of ["text/plain", "application/json"]) {
    try {
      const answer = await fetch("${at}" + path, { method, body, mode, credentials: "include", headers: { "content-type": type } });
      seen.push([mode, method, path, answer.type, answer.status]);
    } catch (fault) {
      seen.push([mode, method, path, "failed", 0]);
    }
  }
  const sink = document.querySelector("iframe");
  for (const form of document.forms) await new Promise((done) => { sink.onload = done; form.submit(); });
  window.seen = seen;
};
go();
</script>`;

for (const host of ["127.0.0.1", "localhost"]) {
  test(`a page on ${host} changes nothing for whoever is signed in beside it`, async ({ as, server }) => {
    const page = await as("admin", { expected: /403|CORS|blocked|Failed to load|Content Security|net::ERR/ });
    await page.goto("/me");
    const before = await state(page);
    const stranger = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(attack(server.url)));
    await new Promise<void>((done) => stranger.listen(0, "127.0.0.1", done));
    const other = await page.context().newPage();
    try {
      await other.goto(`http://${host}:${(stranger.address() as AddressInfo).port}/`);
      const seen = await other.waitForFunction(() => (window as unknown as { seen?: [string, string, string, string, number][] }).seen);
      for (const [mode, method, path, type] of (await seen.jsonValue()) ?? []) expect(["opaque", "failed"], `${mode} ${method} ${path} is not readable`).toContain(type);
    } finally {
      stranger.close();
      await other.close();
    }
    expect(await state(page)).toEqual(before);
  });
}

/** What the page could have changed: the session, where he is signed in, and a setting. */
async function state(page: import("@playwright/test").Page) {
  return page.evaluate(async () => {
    const read = async (path: string) => (await fetch(`/api/v1${path}`)).json();
    const me = await read("/session");
    const sessions = await read("/sessions");
    const settings = await read("/settings");
    return { person: me.person.id, factor: me.has_second_factor, sessions: sessions.map((one: { id: string }) => one.id), days: settings.delegation_max_days };
  });
}
