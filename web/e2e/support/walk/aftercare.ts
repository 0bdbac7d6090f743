/** Stage 6: the return visit, the review with its improvement, and the improvement done. */
import { fill } from "../hand";
import { act, day, enter, submit, write } from "../steps";
import type { Who } from "./people";

export async function aftercare(who: Who) {
  const rep = await who("rep");
  await write(rep, "fulfilment", "客户回访与满意度");
  await fill(rep.locator("#content"), { contact: "王工", score: "4", feedback: "对账时间明显减少" });
  await submit(rep, "客户回访与满意度");
  const manager = await who("manager");
  await write(manager, "fulfilment", "项目复盘");
  await fill(manager.locator("#content"), {
    kind: "赢单",
    participants: ["张伟", "陈静", "江涛"],
    what_worked: "早期量化痛点，财务提前认可收益",
    what_failed: "接口资料晚到一周",
    root_cause: "启动会没有约定接口资料的责任人",
    actions: [{ what: "启动会清单加入接口资料责任人", owner: "江涛", due: day(15) }],
  });
  await submit(manager, "项目复盘");
  await enter(rep, "客户关系维护与复盘");
  await act(await who("delivery"), "fulfilment", "完成改进", { action: "1", note: "清单已更新并启用" });
}
