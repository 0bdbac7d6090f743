/** Signs out, and leaves nothing of what was read behind. */
import { ask } from "@/lib/http";

export async function leave() {
  await ask("/session", { method: "DELETE" }).catch(() => undefined);
  location.assign("/");
}
