/** Stage 1: a name card from an exhibition becomes an opportunity. */
import { fill, open } from "../hand";
import { creditCode } from "../lead";
import { agree, command, day, deal, enter, submit } from "../steps";
import { settled } from "../watch";
import type { Who } from "./people";

export async function screening(who: Who) {
  const rep = await who("rep");
  await open(rep, "/");
  await rep.getByRole("button", { name: "新建" }).click();
  await fill(rep.locator("#content"), {
    obtained_at: day(),
    source_channel: "行业展会",
    source_detail: "2026华东工业展 B2-118",
    account_name: deal.customer,
    customer_nature: "企业",
    uscc: creditCode(),
    size_class: "大型",
    industry: "C34",
    region: "330108",
    employees: "860",
    contact_name: "王工",
    contact_title: "信息部经理",
    contact_phone: "0571-88880000",
    pi_notice: "名片交换",
    need_summary: "现有MES与ERP不通，计划上线一体化系统",
    intent_level: "明确采购",
    budget_status: "申请中",
    authority_level: "影响者",
    expected_purchase_date: day(120),
    strategy_fit: "符合",
    grade_proposed: "A级",
  });
  await rep.getByRole("button", { name: "登记线索" }).click();
  await rep.waitForURL(/\/deals\/[0-9a-f-]+$/);
  deal.id = rep.url().split("/").pop() as string;
  await settled(rep);
  await rep.getByRole("button", { name: "记一次跟进" }).click();
  await command(rep, { method: "电话", reached: "是", note: "电话沟通需求与预算，约下周拜访" }, "记录联系");
  await rep.getByRole("button", { name: "完成初筛" }).click();
  await command(rep, { result: "有效" }, "完成初筛");
  await rep.getByRole("button", { name: "写《客户分级记录》" }).click();
  await fill(rep.locator("#content"), { fit_score: "41", evidence: "通话记录与官网资料" });
  await submit(rep, "客户分级记录");
  await agree(await who("supervisor"), "《客户分级记录》");
  await enter(rep, "商机培育与需求深度挖掘");
}
