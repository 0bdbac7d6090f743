/** Signing in by a real identity provider: the certified `oidc-provider`, in this process, beside the real server. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { start } from "./support/server";
import { expect, test } from "./support/test";

/** A port that is free now. */
async function free(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

test("somebody signs in at the provider and is himself here; a stranger there is nobody", async ({ browser }) => {
  const [at, here] = [await free(), await free()];
  const issuer = `http://127.0.0.1:${at}`;
  const origin = `http://127.0.0.1:${here}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "tongguan", application_type: "native", token_endpoint_auth_method: "none", redirect_uris: [`${origin}/sign-in/oidc/back`], grant_types: ["authorization_code"], response_types: ["code"] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, preferred_username: sub, email: `${sub}@tongguan.example`, email_verified: true }) }),
  });
  const there = provider.listen(at, "127.0.0.1");
  const config = `public_origin = "${origin}"\n[oidc]\nissuer = "${issuer}"\nclient_id = "tongguan"\nname = "企业账号"\nclaim = "email"\nintranet_hosts = ["127.0.0.1"]\n`;
  const server = await start({ config, listen: `127.0.0.1:${here}` });
  try {
    for (const [login, comesIn] of [["chen.jing", true], ["nobody.here", false]] as const) {
      const context = await browser.newContext({ baseURL: server.url, locale: "zh-CN" });
      const page = await context.newPage();
      await page.goto("/?next=/deals");
      await page.getByRole("link", { name: "用企业身份登录：企业账号" }).click();
      await page.locator("input[name=login]").fill(login);
      await page.locator("input[name=password]").fill("anything");
      await page.locator("button[type=submit]").click();
      await page.locator("button[type=submit]").click();
      if (comesIn) {
        await expect(page).toHaveURL(`${origin}/deals`);
        const me = await (await page.request.get("/api/v1/session")).json();
        expect(me.person.name).toBe("陈静");
      } else {
        await expect(page.getByRole("alert")).toContainText("没有在职的账号");
        expect((await page.request.get("/api/v1/session")).status()).toBe(401);
      }
      await context.close();
    }
  } finally {
    there.close();
    await server.stop();
  }
});
